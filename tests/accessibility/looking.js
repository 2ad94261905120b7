// What can be found wrong with a page by measuring it; each answers sentences, none if all is well.

window.looking = (() => {
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, "
    + "[tabindex]:not([tabindex='-1']), [contenteditable]";
  const box = (element) => element.getBoundingClientRect();
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && box(element).width > 0;
  const name = (element) => {
    const words = (element.innerText || element.getAttribute("aria-label") || element.name || "");
    return `<${element.localName}${element.className?.baseVal ?? (element.className && `.${element.className}`)}> “${words.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  };

  // `where` is a selector, for a part of the page alone.
  async function axeFinds(where) {
    const found = await axe.run(where ?? document, {
      rules: { "target-size": { enabled: true } }, // WCAG 2.2, which axe leaves out by itself
      resultTypes: ["violations"],
    });
    return found.violations.flatMap((fault) => fault.nodes.map(
      (node) => `${fault.id}: ${node.target.join(" ")} ${node.any[0]?.message ?? fault.help}`,
    ));
  }

  // WCAG 1.4.10: nothing makes the page as a whole scroll sideways.
  function overflows() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => shown(element)
      && box(element).right > width + 1 && !scrolls(element.parentElement));
    const inner = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
    return [`scrolls sideways at ${innerWidth} px because of ${inner.map(name).join(", ")}`];
  }
  const scrolls = (element) => element !== document.body && element !== document.documentElement && element
    && (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));

  // WCAG 1.4.12: words stay whole with the spacing that a reader sets.
  const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    + "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
  function clipsSpacedText() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SPACING);
    const before = [...document.adoptedStyleSheets]; // the list itself is live
    const cut = (element) => {
      const style = getComputedStyle(element);
      const hides = (way) => /hidden|clip/.test(way);
      return shown(element) && element.innerText?.trim() && box(element).width > 2
        && ((hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== "ellipsis")
          || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1 && style.webkitLineClamp === "none"));
    };
    const all = [...document.querySelectorAll("body *:not(svg *, .visually-hidden)")];
    const already = new Set(all.filter(cut));
    document.adoptedStyleSheets = [...before, sheet];
    const faults = all.filter((element) => !already.has(element) && cut(element))
      .map((element) => `spacing cuts the words of ${name(element)} .${element.className}`);
    faults.push(...overflows().map((fault) => `with text spacing it ${fault}`));
    document.adoptedStyleSheets = before;
    return faults;
  }

  // WCAG 2.4.7 and 2.4.11: whatever takes the focus shows it, and lies under nothing that sticks.
  // After a press of Tab the browser takes every focus for one by keyboard.
  const settled = () => new Promise((done) => setTimeout(done, 100)); // a field's text is scrolled to later
  async function hidesFocus() {
    const faults = [];
    const looks = (element) => [element, element.parentElement, element.nextElementSibling].map((one) => {
      if (!one) return "";
      const style = getComputedStyle(one);
      return [style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor + style.outlineOffset,
        style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine].join();
    }).join("|");
    for (const element of document.querySelectorAll(FOCUSABLE)) {
      if (!shown(element) || element.disabled || element.tabIndex < 0) continue;
      document.activeElement?.blur();
      const before = looks(element);
      element.focus();
      if (document.activeElement !== element) continue;
      if (looks(element) === before) faults.push(`no focus to be seen on ${name(element)}`);
      else if (covered(element) && (await settled(), covered(element))) faults.push(`${name(element)} has the focus and lies under ${name(covered(element))}`);
    }
    document.activeElement?.blur();
    return faults;
  }
  function covered(element) {
    const seen = box(element).width < 4 && element.labels?.[0] || element; // a switch drawn by its label
    const { left, right, top, bottom } = box(seen);
    const points = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2],
      [(left + right) / 2, (top + bottom) / 2]];
    const over = points.map(([x, y]) => document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), y));
    const free = (one) => one && (element.contains(one) || one.contains(element) || seen.contains(one));
    return over.some(free) ? null : over.at(-1) ?? document.documentElement;
  }

  // Asked for less motion, nothing moves.
  function moves() {
    return [...document.querySelectorAll("body *")].flatMap((element) => {
      const style = getComputedStyle(element);
      const seconds = [...style.transitionDuration.split(","), ...style.animationDuration.split(",")].map(parseFloat);
      return Math.max(...seconds) > 0.001 || style.scrollBehavior === "smooth" ? [`${name(element)} moves`] : [];
    });
  }

  // WCAG 1.4.3, where axe is not asked: words against what their ancestors paint, in a theme and at a
  // width that change the colours. Where an image is painted nothing is said, nor of what is disabled.
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const colours = new Map();
  function colour(text) {
    if (!colours.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      colours.set(text, { rgb: [red, green, blue], alpha: alpha / 255 });
    }
    return colours.get(text);
  }
  const over = (top, below) => top.rgb.map((part, at) => part * top.alpha + below[at] * (1 - top.alpha));
  function ground(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      layers.push(colour(style.backgroundColor));
      if (layers.at(-1).alpha === 1) break;
    }
    return layers.reduceRight((below, top) => over(top, below), colour("Canvas").rgb);
  }
  const light = (rgb) => rgb.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const speaks = (element) => [...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  const inactive = (element) => element.closest(":disabled, [aria-disabled=true]")
    || element.closest("label")?.control?.disabled;
  function faint() {
    const faults = [];
    for (const element of document.querySelectorAll("body *:not(svg, svg *, option, .visually-hidden, .visually-hidden *)")) {
      if (!speaks(element) || !shown(element) || box(element).width < 4 || inactive(element)) continue;
      const below = ground(element);
      if (!below) continue;
      const style = getComputedStyle(element);
      const [one, other] = [light(over(colour(style.color), below)), light(below)].sort((a, b) => b - a);
      const ratio = (one + 0.05) / (other + 0.05), size = parseFloat(style.fontSize);
      const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
      if (ratio < least) faults.push(`${name(element)} stands out by ${ratio.toFixed(2)} only`);
    }
    return faults;
  }

  return { axeFinds, faint, overflows, clipsSpacedText, hidesFocus, moves };
})();
