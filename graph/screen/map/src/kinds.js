// How a kind of thing is drawn: a sign and a colour of its own, told apart without colour vision
// too. Each sign is a path on a field of 12 by 12.
const SIGNS = {
  disc: "M6 .8a5.2 5.2 0 1 1 0 10.4a5.2 5.2 0 1 1 0-10.4z",
  diamond: "M6 0L12 6L6 12L0 6z",
  square: "M1.2 1.2h9.6v9.6h-9.6z",
  triangle: "M6 .6L12 11.2H0z",
  hexagon: "M3.1 .8h5.8L12 6L8.9 11.2H3.1L0 6z",
  page: "M2 .2h5.4L10.4 3.2V11.8H2z",
  bars: "M0 1.2h12v2.6H0zM0 5h12v2.6H0zM0 8.8h12v2.6H0z",
  lines: "M1 .4h10v2.4H1zM1 4.8h7v2.4H1zM1 9.2h10v2.4H1z",
  flag: "M.4 1.4h7.4L12 6L7.8 10.6H.4z",
  ring: "M6 .8a5.2 5.2 0 1 1 0 10.4a5.2 5.2 0 1 1 0-10.4zM6 3.4a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2z",
  cross: "M4.2 0h3.6v4.2H12v3.6H7.8V12H4.2V7.8H0V4.2h4.2z",
  wedge: "M0 .8H12L6 11.4z",
};

// Hues that stay apart for every common colour blindness; each contrasts 4.5 to 1 with its ground.
const KINDS = {
  service: { sign: "disc", light: "#0b63b0", dark: "#6cb6ff" },
  feature: { sign: "diamond", light: "#a84a00", dark: "#ffab66" },
  tool: { sign: "square", light: "#00735a", dark: "#3ed0a8" },
  format: { sign: "page", light: "#7d3f9e", dark: "#d6a3f0" },
  protocol: { sign: "hexagon", light: "#ae2a5c", dark: "#ff94b8" },
  language: { sign: "triangle", light: "#6b5a00", dark: "#e0cb4f" },
  platform: { sign: "bars", light: "#3f51b5", dark: "#a5b1ff" },
  page: { sign: "lines", light: "#4f6272", dark: "#a9bccb" },
  tag: { sign: "flag", light: "#4f6272", dark: "#a9bccb" },
  "": { sign: "bars", light: "#3d4955", dark: "#c3ccd6" },
  thing: { sign: "ring", light: "#55606b", dark: "#aab4be" },
};
const OTHERS = ["cross", "wedge", "bars", "triangle"];

const TOPICS = ["service", "feature", "tool", "format", "protocol", "language", "platform", "page"];

// Neighbouring topics differ; a name tells those apart that have the same colour.
export function colourOfTopic(number, dark) {
  return colourOf(TOPICS[(number - 1) % TOPICS.length], dark);
}

export function signOf(kind) {
  return SIGNS[looksOf(kind).sign];
}

export function colourOf(kind, dark) {
  return looksOf(kind)[dark ? "dark" : "light"];
}

// Asked by `hasOwn`, because a note may well name a kind "constructor".
function looksOf(kind) {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : other(kind);
}

// A kind that the notes brought along always gets the same sign.
function other(kind) {
  let sum = 0;
  for (const mark of kind) sum += mark.codePointAt(0);
  return { sign: OTHERS[sum % OTHERS.length], light: "#55606b", dark: "#aab4be" };
}

// The sign as an image for the canvas; made of the constants above, never of data.
export function signImage(kind, colour) {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 12 12">' +
    `<path fill="${colour}" fill-rule="evenodd" d="${signOf(kind)}"/></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
