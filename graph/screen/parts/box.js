// The one box: a combobox whose suggestions come from this machine while one types.

const PAUSE = 60 // ms without a key before the suggestions are asked for

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#box")
  let input = root.querySelector("input")
  if (!input) {
    input = build(root)
    root.dataset.asked = "\u0000"
  }
  const list = root.querySelector("ul")
  const ask = value => { close(root); setTriggerValue("did", { what: "ask", value, at: Date.now() }) }
  const about = value => {
    close(root)
    input.value = ""
    input.blur()
    setTriggerValue("did", { what: "about", value, at: Date.now() })
  }
  if (root.dataset.asked !== data.text) { // only a new question changes what stands in the box
    input.value = data.text
    root.dataset.asked = data.text
  }
  input.placeholder = data.placeholder
  const does = { about, ask, complete: value => complete(root, value) }
  input.oninput = () => suggest(root, input.value, data.address, one => does[one.what](one.value))
  input.onblur = () => close(root)
  input.onkeydown = event => onKey(event, root, list, ask)
  root.querySelector(".go").onclick = () => ask(input.value)
  root.querySelector(".clear").onclick = () => { input.value = ""; ask("") }
  listening(parentElement, "keydown", document, event => onSlash(event, input))
  listening(parentElement, "noteloom-box", document, () => input.focus())
  root.dataset.ready = "yes"
  return () => leave(parentElement)
}

function build(root) {
  const input = make("input")
  input.type = "text"
  input.autocomplete = "off"
  input.spellcheck = false
  input.setAttribute("role", "combobox")
  input.setAttribute("aria-label", WORDS.ASK_NOTES)
  input.setAttribute("aria-expanded", "false")
  input.setAttribute("aria-controls", "offers")
  input.setAttribute("aria-autocomplete", "list")
  const list = make("ul", "offers")
  list.id = "offers"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", WORDS.THINGS_IN_NOTES)
  list.onmousedown = event => event.preventDefault() // a press beside a name keeps the box in focus
  list.hidden = true
  const clear = button("clear", "×")
  clear.setAttribute("aria-label", WORDS.CLEAR)
  const go = button("go", WORDS.ASK)
  const hint = make("kbd", "hint", "/")
  hint.setAttribute("aria-hidden", "true")
  root.append(input, hint, clear, go, list)
  return input
}

function onKey(event, root, list, ask) {
  const offers = [...list.children]
  const at = offers.findIndex(offer => offer.getAttribute("aria-selected") === "true")
  if (event.key === "Enter") {
    event.preventDefault()
    if (at >= 0) offers[at].onmousedown(event)
    else ask(event.target.value)
  } else if (event.key === "Escape") {
    if (list.hidden) event.target.blur()
    close(root)
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault()
    if (!offers.length || list.hidden) {
      if (event.key === "ArrowDown") document.dispatchEvent(new CustomEvent("noteloom-list"))
      return
    }
    choose(root, offers, at + (event.key === "ArrowDown" ? 1 : -1))
  }
}

function choose(root, offers, to) {
  offers.forEach((offer, place) => offer.setAttribute("aria-selected", String(place === to)))
  const chosen = offers[to]
  root.querySelector("input").setAttribute("aria-activedescendant", chosen ? chosen.id : "")
  chosen?.scrollIntoView({ block: "nearest" })
}

function onSlash(event, input) {
  const at = event.composedPath()[0]
  const typing = at.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(at.tagName)
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  input.focus()
  input.select()
}

let waiting, asking
function suggest(root, text, address, choose) {
  stop()
  if (!text.trim()) return close(root)
  waiting = setTimeout(async () => {
    asking = new AbortController()
    const { signal } = asking
    const found = await fetch(`${address}?q=${encodeURIComponent(text)}`, { signal })
      .then(reply => (reply.ok ? reply.json() : null))
      .catch(() => null)
    if (found && !signal.aborted) offer(root, found, choose)
  }, PAUSE)
}

// What is chosen inside a question stands there in place of what was typed of it.
function complete(root, value) {
  const input = root.querySelector("input")
  close(root)
  input.value = value
  input.focus()
}

// What was asked for before the next key, a choice or a question must not open the list after it.
function stop() {
  clearTimeout(waiting)
  asking?.abort()
}

function offer(root, found, choose) {
  const list = root.querySelector("ul")
  list.replaceChildren(...found.map((one, at) => {
    const item = make("li")
    item.id = `offer-${at}`
    item.setAttribute("role", "option")
    item.setAttribute("aria-selected", "false")
    item.append(make("span", "name", one.name))
    if (one.also) item.append(make("span", "also", one.also))
    if (one.note) item.append(make("span", "facts", one.note))
    item.onmousedown = event => { event.preventDefault(); choose(one) }
    return item
  }))
  const input = root.querySelector("input")
  input.setAttribute("aria-expanded", String(found.length > 0))
  input.removeAttribute("aria-activedescendant")
  list.hidden = found.length === 0
}

function close(root) {
  stop()
  root.querySelector("ul").hidden = true
  root.querySelector("ul").replaceChildren()
  root.querySelector("input").setAttribute("aria-expanded", "false")
  root.querySelector("input").removeAttribute("aria-activedescendant")
}
