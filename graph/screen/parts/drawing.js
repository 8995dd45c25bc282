// Small makers of elements. Text from notes goes in as textContent only.

// Marks that turn the direction of what follows: a file name with one would read as another.
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g

function make(tag, className, text) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined) made.textContent = String(text).replace(TURNS, "")
  return made
}

function button(className, text, onClick) {
  const made = make("button", className, text)
  made.type = "button"
  made.onclick = onClick
  return made
}

function copier(text) {
  const made = button("tool", WORDS.COPY, () => navigator.clipboard.writeText(text).then(
    () => (made.textContent = WORDS.COPIED), () => (made.textContent = WORDS.NOT_COPIED)))
  return made
}

// What is lit in the list is lit on the map, and back, without a round trip.
const LIGHT = "noteloom-light"

function light(detail) {
  document.dispatchEvent(new CustomEvent(LIGHT, { detail }))
}

const live = new WeakMap()

function listening(parent, name, target, handler) {
  const held = live.get(parent) ?? {}
  if (held[name]) held[name].target.removeEventListener(held[name].type, held[name].run)
  const type = name.split("/")[0]
  target.addEventListener(type, handler)
  held[name] = { target, type, run: handler }
  live.set(parent, held)
}

function deaf(parent) {
  for (const one of Object.values(live.get(parent) ?? {})) one.target.removeEventListener(one.type, one.run)
  live.delete(parent)
}

// Streamlit also runs the cleanup of a call that a later call has overtaken; the part is then still
// on the page and must go on listening.
function leave(parent) {
  setTimeout(() => parent.isConnected || deaf(parent))
}
