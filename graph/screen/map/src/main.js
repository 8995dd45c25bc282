// The door that Streamlit knocks on: called at mount and at every change of data or theme.
import { LiveMap } from "./livemap.js";

const live = new WeakMap();

export default function map({ data, parentElement, setTriggerValue }) {
  const held = live.get(parentElement) ?? { view: null, map: null };
  live.set(parentElement, held);
  const fresh = held.view !== data.picture.view;
  Object.assign(held, { view: data.picture.view, newest: [data, setTriggerValue] });
  if (!fresh && !held.waiting) draw(parentElement, held);
  else if (!held.waiting) {
    held.waiting = true;
    requestAnimationFrame(() => setTimeout(() => draw(parentElement, held)));
  }
  return () => setTimeout(() => leave(parentElement, held));
}

// What is read comes first: a new picture is drawn when the list beside it is on the screen.
function draw(parentElement, held) {
  held.waiting = false;
  if (!parentElement.isConnected) return;
  held.map ??= new LiveMap(parentElement, held.newest[0].key);
  held.map.update(...held.newest);
}

// Streamlit also runs the cleanup of a call that a later call has overtaken; the map is then still
// on the page and must stay.
function leave(parentElement, gone) {
  if (parentElement.isConnected || live.get(parentElement) !== gone) return;
  live.delete(parentElement);
  gone.map?.destroy();
}
