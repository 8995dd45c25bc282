// The door that Streamlit knocks on: called at mount and at every change of data or theme.
import { LiveMap } from "./livemap.js";

const live = new WeakMap();

export default function map({ data, parentElement, setTriggerValue }) {
  let current = live.get(parentElement);
  if (!current) {
    current = new LiveMap(parentElement, data.key);
    live.set(parentElement, current);
  }
  current.update(data, setTriggerValue);
  return () => setTimeout(() => leave(parentElement, current));
}

// Streamlit also runs the cleanup of a call that a later call has overtaken; the map is then still
// on the page and must stay.
function leave(parentElement, gone) {
  if (parentElement.isConnected || live.get(parentElement) !== gone) return;
  live.delete(parentElement);
  gone.destroy();
}
