// Draws a page as it is, with each mention marked on its glyphs and, if wanted, what was taken out of its text; moves from
// mention to mention; copies a citation.
const image = /** @type {HTMLElement | null} */ (document.querySelector('.page-image'));
if (image)
  drawPage(image).catch(() => {
    image.replaceChildren(paragraph(image.dataset['failed'] ?? ''));
    image.dataset['undrawn'] = '';
  });

/** @param {HTMLElement} place */
async function drawPage(place) {
  const picture = place.querySelector('img');
  if (picture) await picture.decode();
  const sheet = document.createElement('div');
  sheet.className = 'sheet';
  // the same words and mentions stand beside it as text, where a keyboard and a screen reader find them
  sheet.setAttribute('aria-hidden', 'true');
  sheet.append(picture ?? (await drawPdf(place)), ...mentionBoxes(place), ...removedBoxes(place));
  place.replaceChildren(sheet);
  for (const label of document.querySelectorAll('label:has(#show-removed)')) label.removeAttribute('hidden');
  place.dataset['drawn'] = '';
  document.dispatchEvent(new Event('drawn')); // reading.js hides what is not wanted
}

/** @param {HTMLElement} place */
async function drawPdf(place) {
  const base = place.dataset['pdfjs'] ?? '';
  const pdfjs = await import(`${base}build/pdf.min.mjs`);
  pdfjs.GlobalWorkerOptions.workerSrc = `${base}build/pdf.worker.min.mjs`;
  // only what this page needs is asked for, however long the document is; nothing of the file is run
  const loading = pdfjs.getDocument({
    url: place.dataset['file'],
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize: 128 * 1024,
    enableXfa: false,
    isEvalSupported: false,
    useWasm: false,
    useSystemFonts: false,
    cMapUrl: `${base}cmaps/`,
    standardFontDataUrl: `${base}standard_fonts/`,
    wasmUrl: `${base}wasm/`,
    iccUrl: `${base}iccs/`,
    verbosity: 0,
  });
  const pdf = await loading.promise;
  countPages(pdf.numPages);
  const page = await pdf.getPage(Number(place.dataset['page']));
  const canvas = document.createElement('canvas');
  const unscaled = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: (2 * Math.max(320, Math.min(place.clientWidth, 900))) / unscaled.width });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport, annotationMode: pdfjs.AnnotationMode.ENABLE }).promise;
  await loading.destroy();
  return canvas;
}

/** Tells how many pages a document has that gave no text. @param {number} count */
function countPages(count) {
  const navigation = /** @type {HTMLElement | null} */ (document.querySelector('[data-unread]'));
  const where = navigation?.querySelector('strong');
  if (!navigation || !where || count < 2) return;
  navigation.hidden = false;
  where.append(new Intl.NumberFormat(document.documentElement.lang).format(count));
  navigation.querySelector('[rel=next]')?.toggleAttribute('hidden', Number(navigation.dataset['unread']) >= count);
}

/** @typedef {{ left: number, top: number, width: number, height: number }} Place in per cent of the page */

/** @param {HTMLElement} place */
function mentionBoxes(place) {
  /** @type {(Place & { of: string, type: string, title: string, score: string })[]} */
  const found = JSON.parse(place.dataset['boxes'] ?? '[]');
  return found.map(({ of, type, title, score, ...where }) => {
    const box = placedBox('box mention', where);
    Object.assign(box.dataset, { type, score, of });
    box.title = title;
    box.addEventListener('click', () => {
      const mention = document.getElementById(of);
      if (mention) goTo(mention);
    });
    return box;
  });
}

/** @param {HTMLElement} place */
function removedBoxes(place) {
  /** @type {(Place & { label: string })[]} */
  const found = JSON.parse(place.dataset['removed'] ?? '[]');
  return found.map(({ label, ...where }) => {
    const box = placedBox('box removed', where);
    const name = document.createElement('span');
    name.textContent = label;
    // a label stands where the page has room for it
    name.classList.toggle('leftwards', where.left > 50);
    name.classList.toggle('below', where.top < 4);
    box.append(name);
    return box;
  });
}

/** @param {string} className @param {Place} where */
function placedBox(className, { left, top, width, height }) {
  const box = document.createElement('div');
  box.className = className;
  Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  return box;
}

/** @param {string} text */
function paragraph(text) {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}

const steps = /** @type {HTMLElement | null} */ (document.querySelector('.steps'));
/** @type {HTMLElement | undefined} */
let current;
if (steps) steps.hidden = false;

/** @param {HTMLElement} mention */
function goTo(mention) {
  for (const element of document.querySelectorAll('.mention.here')) element.classList.remove('here');
  current = mention;
  for (const element of [mention, ...document.querySelectorAll(`.box[data-of='${mention.id}']`)])
    element.classList.add('here');
  const row = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`a[data-of='${mention.id}']`));
  const cite = /** @type {HTMLAnchorElement | null} */ (document.querySelector('#cite'));
  if (row && cite) Object.assign(cite, { href: row.href, hidden: false });
  mention.scrollIntoView({ block: 'center' });
  /** @type {HTMLElement | null} */ (mention.querySelector(':scope > a, :scope > .tag > a'))?.focus({
    preventScroll: true,
  });
}

/** @param {number} by */
function step(by) {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.text mark.mention[id]:not(.off)')]).filter(
    (mention) => !isHidden(mention),
  );
  const at = current ? all.indexOf(current) : -1;
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (next) goTo(next);
  else {
    const link = /** @type {HTMLAnchorElement | null} */ (
      document.querySelector(`nav [rel='${by > 0 ? 'next' : 'prev'}']`)
    );
    link?.click();
  }
}

/** @param {HTMLElement} mention */
function isHidden(mention) {
  const box = /** @type {HTMLInputElement | null} */ (document.querySelector(`#show-${mention.dataset['type']}`));
  return box?.checked === false;
}

for (const button of document.querySelectorAll('[data-step]'))
  if (button instanceof HTMLElement) button.addEventListener('click', () => step(Number(button.dataset['step'])));

addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'j') step(1);
  if (event.key === 'k') step(-1);
});

function followAddress() {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLElement && target.classList.contains('mention')) goTo(target);
}
addEventListener('hashchange', followAddress);
followAddress();

const copy = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-copy]'));
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset['copy'] ?? '')?.textContent ?? '');
    copy.textContent = copy.dataset['copied'] ?? '';
  });
}
