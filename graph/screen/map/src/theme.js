// The colours of the page, read from the variables that Streamlit sets on the component.
const LIGHT = { ground: "#ffffff", text: "#31333f", accent: "#0b63b0" };

export function themeOf(host) {
  const style = getComputedStyle(host);
  const read = (name, fallback) => {
    const value = style.getPropertyValue(name).trim();
    return value && value !== "unset" ? value : fallback;
  };
  const ground = rgb(read("--st-background-color", LIGHT.ground));
  const text = rgb(read("--st-text-color", LIGHT.text));
  const dark = luminance(ground) < 0.4;
  return {
    dark,
    ground: hex(ground),
    text: hex(text),
    soft: hex(mix(ground, text, dark ? 0.72 : 0.68)),
    label: hex(mix(ground, text, 0.8)),
    line: hex(mix(ground, text, dark ? 0.46 : 0.42)),
    onFull: dark ? hex(mix(ground, [0, 0, 0], 0.35)) : "#ffffff",
    accent: dark ? "#8ec7ff" : "#0b63b0",
    font: read("--st-font", "sans-serif"),
    tint: (colour, share) => hex(mix(ground, rgb(colour), share)),
  };
}

export function rgb(colour) {
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = "#ffffff";
  probe.fillStyle = colour;
  const solid = probe.fillStyle;
  if (solid.startsWith("#")) {
    return [1, 3, 5].map((at) => parseInt(solid.slice(at, at + 2), 16));
  }
  return solid.match(/[\d.]+/g).slice(0, 3).map(Number);
}

function mix(one, other, share) {
  return one.map((part, at) => part + (other[at] - part) * share);
}

function hex(parts) {
  return "#" + parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
}

function luminance([red, green, blue]) {
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
