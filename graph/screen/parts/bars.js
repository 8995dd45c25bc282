// Facts by month as bars: a drag, or Shift with the arrows, chooses a time; Escape gives it up.

const WIDEST = 56 // pixels of a bar
const LEAST = 420 // pixels that the two ends and the button between them need

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#bars")
  const names = data.bars.map(bar => bar[0])
  const most = Math.max(...data.bars.map(bar => bar[2]), 1)
  const [first, last] = data.period.split("..").map(end => names.indexOf(end))
  const held = { from: first, to: last ?? first }
  const act = () => setTriggerValue("did", { what: "period", value: told(held, names), at: Date.now() })
  const track = make("div", "track")
  const bars = data.bars.map(([, name, count], at) => {
    const bar = button("bar", undefined, undefined)
    bar.append(make("span", "fill"))
    bar.firstChild.style.height = `${count ? Math.max(4, (100 * count) / most) : 0}%`
    bar.title = `${name}: ${facts(count)}`
    bar.setAttribute("aria-label", bar.title)
    bar.onkeydown = event => keyed(event, at)
    bar.onclick = event => event.detail || choose(at, at) // a press of Enter; the pointer drags
    return bar
  })
  const show = () => {
    const [low, high] = [Math.min(held.from, held.to), Math.max(held.from, held.to)]
    bars.forEach((bar, at) => bar.setAttribute("aria-pressed", String(held.from >= 0 && at >= low && at <= high)))
    root.classList.toggle("chosen", held.from >= 0)
    title.textContent = held.from < 0 ? data.title : period(data.bars.slice(low, high + 1))
    all.hidden = held.from < 0
  }
  const choose = (from, to) => {
    Object.assign(held, { from, to })
    show()
    act()
  }
  const keyed = (event, at) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: bars.length - 1 }[event.key]
    if (event.key === "Escape" && held.from >= 0) return choose(-1, -1)
    if (!bars[to]) return
    event.preventDefault()
    reach(bars, to).focus()
    if (event.shiftKey) choose(held.from < 0 ? at : held.from, to)
  }
  const under = event => {
    const { left, width } = track.getBoundingClientRect()
    const at = Math.floor(((event.clientX - left) / width) * bars.length)
    return Math.min(Math.max(at, 0), bars.length - 1)
  }
  track.onpointerdown = event => {
    if (event.button) return
    track.setPointerCapture(event.pointerId)
    Object.assign(held, { from: under(event), to: under(event) })
    show()
    track.onpointermove = move => show(held.to = under(move))
    track.onpointerup = () => {
      track.onpointermove = track.onpointerup = null
      act()
    }
  }
  const title = make("p", "title")
  const all = button("all", data.all, () => choose(-1, -1))
  const ends = make("div", "ends")
  ends.append(make("span", "", data.bars[0]?.[1] ?? ""), all, make("span", "", data.bars.at(-1)?.[1] ?? ""))
  track.style.maxWidth = ends.style.maxWidth = `${Math.max(bars.length * WIDEST, LEAST)}px`
  root.setAttribute("role", "group")
  root.setAttribute("aria-label", data.title)
  track.append(...bars)
  const focused = [...root.querySelectorAll(".bar")].indexOf(root.getRootNode().activeElement)
  root.replaceChildren(title, track, ends)
  reach(bars, Math.max(focused, held.from, 0))
  bars[focused]?.focus()
  show()
  root.dataset.ready = "yes"
}

// One bar at a time can be reached by Tab.
function reach(bars, at) {
  for (const bar of bars) bar.tabIndex = -1
  if (bars[at]) bars[at].tabIndex = 0
  return bars[at]
}

function facts(count) {
  return count === 1 ? WORDS.ONE_FACT : say(WORDS.FACTS, count.toLocaleString("en"))
}

function period(bars) {
  const names = [bars[0][1], bars.at(-1)[1]].filter((name, at, all) => all.indexOf(name) === at)
  return `${names.join(WORDS.TO)}, ${facts(bars.reduce((sum, bar) => sum + bar[2], 0))}`
}

function told({ from, to }, names) {
  return from < 0 ? "" : `${names[Math.min(from, to)]}..${names[Math.max(from, to)]}`
}
