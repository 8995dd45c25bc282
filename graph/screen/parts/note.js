// The reader: a whole note as text, with its outline and its links, opened at the cited line.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#note")
  const act = deed => setTriggerValue("did", { ...deed, at: Date.now() })
  const text = JSON.stringify(data)
  if (root.dataset.text === text) return
  root.dataset.text = text
  root.setAttribute("role", "region")
  root.setAttribute("aria-label", say(WORDS.NOTE_CALLED, data.path))
  const lines = make("div", "lines")
  lines.tabIndex = 0
  lines.setAttribute("role", "group")
  lines.setAttribute("aria-label", WORDS.NOTE_TEXT)
  let code = false
  for (const [number, line] of data.lines) {
    const fence = /^\s*(```|~~~)/.test(line)
    if (fence) code = !code
    lines.append(drawLine(number, line, { data, act, code: code || fence }))
  }
  const outlined = data.outline.length > 1 ? [outline(data, lines)] : []
  root.replaceChildren(head(data), ...outlined, ...(data.related.length ? [related(data, act)] : []), lines)
  const cited = lines.querySelector(".cited")
  if (cited) lines.scrollTop = Math.max(0, cited.offsetTop - lines.clientHeight / 4)
  root.dataset.ready = "yes"
}

function head(data) {
  const top = make("div", "top")
  top.append(make("b", "path", data.path))
  if (data.copy) top.append(copier(data.copy))
  if (/^(vscode|obsidian|file):/.test(data.editor)) {
    const link = make("a", "tool", say(WORDS.OPEN_IN, data.editor_name))
    link.href = data.editor
    top.append(link)
  }
  return top
}

function outline(data, lines) {
  const box = make("details", "outline")
  box.append(make("summary", "", say(WORDS.OUTLINE, data.outline.length)))
  for (const [level, title, number] of data.outline) {
    const entry = button("entry", title, () => {
      const line = lines.querySelector(`[data-line="${number}"]`)
      lines.scrollTop = line.offsetTop - 8
    })
    entry.style.paddingLeft = `${8 + 14 * (level - 1)}px`
    box.append(entry)
  }
  return box
}

function related(data, act) {
  const box = make("details", "outline related")
  box.append(make("summary", "", `${data.related_title} (${data.related.length})`))
  for (const [path, reason] of data.related) {
    const entry = button("entry", path, () => act({ what: "note", value: path, fact: "" }))
    entry.append(make("span", "reason", reason))
    box.append(entry)
  }
  return box
}

function drawLine(number, line, { data, act, code }) {
  const [from, to] = data.cited
  const cited = from && number >= from && number <= to
  const heading = !code && /^(#{1,6})\s+(.*)$/.exec(line)
  const bullet = !code && /^(\s*)([-*+]|\d+[.)])\s+(.*)$/.exec(line)
  const made = make("div", "line" + (cited ? " cited" : "") + (heading ? ` h${heading[1].length}` : "") + (code ? " code" : ""))
  made.dataset.line = number
  if (cited) made.setAttribute("aria-current", "true")
  const shown = make("span", "text")
  if (heading) {
    made.setAttribute("role", "heading")
    made.setAttribute("aria-level", String(Math.min(heading[1].length + 1, 6)))
  }
  if (bullet) made.style.paddingLeft = `${bullet[1].replace(/\t/g, "  ").length * 9 + 4}px`
  const words = heading ? heading[2] : bullet ? `${/\d/.test(bullet[2]) ? bullet[2] : "•"} ${bullet[3]}` : line
  fill(shown, code ? line : words, { data, act, code })
  made.append(make("span", "number", number), shown)
  return made
}

// Links and emphasis; everything else as it stands.
const MARKS = /!?\[\[([^\]|]+)(?:\|([^\]]+))?\]\]|!?\[([^\]]*)\]\([^)]*\)|\*\*([^*]+)\*\*|`([^`]+)`/g

function fill(shown, text, { data, act, code }) {
  if (code) return void shown.append(text.replace(TURNS, ""))
  let at = 0
  for (const found of text.matchAll(MARKS)) {
    shown.append(text.slice(at, found.index).replace(TURNS, ""))
    at = found.index + found[0].length
    const [, target, alias, label, strong, mono] = found
    const name = target?.split("#")[0].trim()
    if (target && Object.hasOwn(data.links, name)) {
      shown.append(button("link", alias ?? target, () => act({ what: "note", value: data.links[name], fact: "" })))
    } else shown.append(make(strong ? "b" : mono ? "code" : "span", "", alias ?? target ?? label ?? strong ?? mono))
  }
  shown.append(text.slice(at).replace(TURNS, ""))
}
