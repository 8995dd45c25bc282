// The reading column: cards, groups and rows, with the keyboard's arrows between the rows.

const opened = new Map()
const remembered = new Set()
const shownRows = new WeakMap() // the row that each button was drawn for
const drawn = new WeakMap() // the blocks that stand in each column, as text

function quoted(pieces, className) {
  const made = make("span", className)
  for (const piece of pieces) made.append(make(piece.strong ? "b" : "span", "", piece.text))
  return made
}

function crumb(row) {
  const made = make("span", "crumb")
  if (row.crumb) made.append(make("span", "path", row.crumb))
  if (row.line) made.append(make("span", "line", say(WORDS.LINE, row.line)))
  return made
}

function drawRow(row, act, picked) {
  const item = make("li", "row" + (row.label ? " labelled" : ""))
  const main = button("hit", undefined, () => act(deedOf(row)))
  main.dataset.row = row.key
  main.dataset.node = row.node
  main.dataset.edge = row.edge
  main.tabIndex = -1
  shownRows.set(main, row)
  mark(main, picked)
  if (row.name) main.append(make("span", "name", row.name))
  if (row.cloze) main.append(cloze(row, main, act))
  else if (row.pieces.length) main.append(quoted(row.pieces, "quote"))
  if (row.label) main.append(make("span", "label", row.label))
  if (row.crumb || row.line) main.append(crumb(row))
  main.onmouseenter = main.onfocus = () => light({ node: row.node, edge: row.edge, from: "list" })
  main.onmouseleave = main.onblur = () => light({ node: "", edge: "", from: "list" })
  item.append(main)
  if (row.why?.length || row.numbers?.length) explain(item, row)
  for (const choice of row.deeds) {
    item.append(chip(choice, act))
    item.classList.add(choice.deed)
  }
  return item
}

// Why a line is here: in words, and the parts of its score on demand.
function explain(item, row) {
  const box = make("details", "why")
  box.append(make("summary", "", WORDS.WHY), make("p", "", row.why.join(" ")))
  if (row.numbers.length) {
    const numbers = make("details", "numbers")
    numbers.append(make("summary", "", WORDS.NUMBERS))
    const list = make("dl")
    for (const [name, value] of row.numbers) list.append(make("dt", "", name.replaceAll("_", " ")), make("dd", "", Number(value).toFixed(3)))
    numbers.append(list)
    box.append(numbers)
  }
  item.classList.add("explained")
  item.append(box)
}

// Two things side by side, one respect a row.
function drawColumns(columns, act, picked) {
  const box = make("section", "columns")
  box.append(make("h3", "side", columns.left), make("h3", "side", columns.right))
  for (const aspect of columns.aspects) {
    const title = make("h4", "aspect", aspect.title)
    box.append(title, cell(aspect.left, columns.left, act, picked), cell(aspect.right, columns.right, act, picked))
  }
  return box
}

function cell(rows, name, act, picked) {
  if (!rows.length) return make("p", "none", "–")
  const list = make("ul", "rows")
  list.setAttribute("aria-label", name)
  list.append(...rows.map(row => drawRow(row, act, picked)))
  return list
}

// The narrowest of what is picked decides: a relation, else a thing, else a line.
function isPicked(row, picked) {
  if (picked.edge) return row.edge === picked.edge
  if (picked.node) return row.node === picked.node
  return Boolean(picked.fact) && row.fact === picked.fact && !row.edge
}

function mark(main, picked) {
  if (isPicked(shownRows.get(main), picked)) main.setAttribute("aria-current", "true")
  else main.removeAttribute("aria-current")
}

// The words to remember come into sight with a click, and the line with them.
function cloze(row, main, act) {
  const made = quoted(row.pieces, "quote cloze")
  made.classList.toggle("shown", remembered.has(row.key))
  main.onclick = () => {
    const seen = remembered.delete(row.key)
    if (!seen) remembered.add(row.key)
    made.classList.toggle("shown", !seen)
    act({ what: "pick", fact: seen ? "" : row.fact, node: "", edge: "" })
  }
  return made
}

function deedOf(row) {
  if (row.question) return { what: "ask", value: row.question }
  if (row.enter) return { what: "enter", value: row.enter }
  if (row.visit) return { what: "visit", value: row.visit }
  if (row.about) return { what: "about", value: row.about }
  return { what: "pick", fact: row.fact, node: row.node, edge: row.edge }
}

function chip(choice, act) {
  return button("chip", choice.label, () => act({ what: choice.deed, value: choice.value }))
}

function drawGroup(group, act, picked) {
  const box = make("section", "group " + group.tone)
  if (group.title) {
    const head = make("h3", "head")
    head.append(make("span", "title", group.title))
    if (group.count) head.append(make("span", "count", String(group.count)))
    box.append(head)
  }
  if (group.note) box.append(make("p", "note", group.note))
  const list = make("ul", "rows")
  if (group.title) list.setAttribute("aria-label", group.title)
  const shown = opened.get(group.title) ? group.rows.length : group.shown
  const fill = upTo => list.replaceChildren(...group.rows.slice(0, upTo).map(row => drawRow(row, act, picked)))
  fill(shown)
  box.append(list)
  if (group.rows.length > shown) {
    const more = button("more", shown ? say(WORDS.SHOW_ALL, group.rows.length) : say(WORDS.SHOW, group.rows.length), () => {
      opened.set(group.title, true)
      fill(group.rows.length)
      more.remove()
      list.children[shown]?.querySelector(".hit")?.focus()
    })
    box.append(more)
  }
  return box
}

function drawCard(card, act, picked) {
  const box = make("section", "card" + (card.declined ? " declined" : ""))
  const kicker = make("div", "kicker")
  kicker.append(make("span", "", card.kicker))
  box.append(kicker)
  if (card.hedge) box.append(make("p", "hedge", card.hedge))
  if (card.headline.length) {
    const size = card.headline.reduce((sum, piece) => sum + piece.text.length, 0)
    const headline = quoted(card.headline, size > 140 ? "headline long" : "headline")
    headline.setAttribute("role", "heading")
    headline.setAttribute("aria-level", "2")
    if (card.quotes.length && !card.declined) headline.append(...card.quotes.map((row, at) => citation(row, at, act)))
    box.append(headline)
  }
  for (const remark of card.remarks) box.append(make("p", "remark", remark))
  if (card.quotes.length) {
    if (card.before) box.append(make("p", "neighbour", card.before))
    const list = make("ul", "rows quotes")
    list.setAttribute("aria-label", WORDS.CITED_LINES)
    list.append(...card.quotes.map(row => drawRow(row, act, picked)))
    box.append(list)
    if (card.after) box.append(make("p", "neighbour", card.after))
  }
  if (card.choices.length) {
    const choices = make("div", "choices")
    choices.append(...card.choices.map(choice => chip(choice, act)))
    box.append(choices)
  }
  return box
}

// A number that opens the note at the cited line.
function citation(row, at, act) {
  const made = button("cite", `[${at + 1}]`, () => act({ what: "note", value: row.crumb.split(" › ")[0], fact: row.fact }))
  made.setAttribute("aria-label", say(WORDS.OPEN_AT, row.line))
  return made
}

function rowsOf(root) {
  return [...root.querySelectorAll("button.hit")]
}

// One row at a time can be reached by Tab; the arrows go from row to row.
function rove(root, act) {
  const rows = rowsOf(root)
  for (const row of rows) row.tabIndex = -1
  const first = rows.find(row => row.getAttribute("aria-current")) ?? rows[0]
  if (first) first.tabIndex = 0
  root.onkeydown = event => {
    if (event.key === "Escape") return act({ what: "pick", fact: "", node: "", edge: "" })
    const rows = rowsOf(root)
    const at = rows.indexOf(event.target)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    if (to < 0) return document.dispatchEvent(new CustomEvent("noteloom-box"))
    step(rows, at, to)
  }
}

function step(rows, from, to) {
  const next = rows[Math.min(to, rows.length - 1)]
  rows[from].tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#reading")
  const act = deed => setTriggerValue("did", { ...deed, at: Date.now() })
  if (root.dataset.of !== data.of) opened.clear()
  root.dataset.of = data.of
  root.setAttribute("role", "region")
  root.setAttribute("aria-label", data.name)
  const text = JSON.stringify([data.of, data.blocks])
  if (drawn.get(root) === text) rowsOf(root).forEach(main => mark(main, data.picked))
  else replace(root, data, act)
  drawn.set(root, text)
  rove(root, act)
  listening(parentElement, "noteloom-list", document, () => rowsOf(root)[0]?.focus())
  listening(parentElement, LIGHT, document, event => lit(root, event.detail))
  root.dataset.ready = "yes"
  return () => leave(parentElement)
}

// A row that is pressed while the answer to another press comes in must not be replaced: the browser
// would take the press for none. So only blocks that are others are drawn anew.
function replace(root, data, act) {
  const focused = root.contains(root.getRootNode().activeElement) && root.getRootNode().activeElement.dataset.row
  root.replaceChildren(...data.blocks.map(block =>
    block.is_columns ? drawColumns(block, act, data.picked) : block.is_group ? drawGroup(block, act, data.picked) : drawCard(block, act, data.picked)))
  if (focused) root.querySelector(`[data-row="${CSS.escape(focused)}"]`)?.focus()
}

function lit(root, { node, edge, from }) {
  for (const row of rowsOf(root)) {
    const on = from !== "list" && ((edge && row.dataset.edge === edge) || (!edge && node && row.dataset.node === node))
    row.classList.toggle("lit", Boolean(on))
  }
}
