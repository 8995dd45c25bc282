// The source strip: the picked line between its neighbours.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#source")
  const act = deed => setTriggerValue("did", { ...deed, at: Date.now() })
  const head = make("div", "top")
  const crumb = make("div", "crumb")
  data.source.crumb.forEach((part, at) => {
    if (at) crumb.append(make("span", "sep", "›"))
    crumb.append(make("span", at === data.source.crumb.length - 1 ? "part last" : "part", part))
  })
  head.append(crumb)
  if (data.source.path)
    head.append(button("tool", WORDS.OPEN_NOTE, () => act({ what: "note", value: data.source.path, fact: data.source.fact })))
  head.append(copier(data.source.copy), button("tool", WORDS.CLOSE, () => act({ what: "pick", fact: "", node: "", edge: "" })))
  const said = make("div", "said")
  if (data.source.said) said.append(make("b", "", data.source.said), make("span", "found", data.source.found))
  for (const [fact, name] of data.source.also)
    said.append(button("tool", name, () => act({ what: "line", fact })))
  const lines = make("ol", "lines")
  for (const [number, text, cited] of data.source.lines) {
    const line = make("li", cited ? "one cited" : "one")
    line.append(make("span", "number", String(number)), make("span", "text", text))
    lines.append(line)
  }
  root.setAttribute("role", "region")
  root.setAttribute("aria-label", WORDS.SOURCE)
  root.replaceChildren(head, ...(said.childNodes.length ? [said] : []), lines)
  root.dataset.ready = "yes"
}
