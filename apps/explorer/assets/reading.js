// What highlighted texts can do besides being read: a slider that takes away what is scored below it, and boxes that take away
// types which style.css does not know.
const slider = /** @type {HTMLInputElement | null} */ (document.querySelector('#least-score'));
const label = slider?.closest('label');
const shown = label?.querySelector('output');
const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[data-shows]'));

if (slider && label && shown) {
  label.hidden = false;
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' });
  const apply = () => {
    shown.value = percent.format(slider.valueAsNumber);
    const unwanted = new Set([...boxes].flatMap((box) => (box.checked ? [] : [box.dataset['shows']])));
    for (const mention of document.querySelectorAll('.mention')) {
      if (!(mention instanceof HTMLElement)) continue;
      const { type, score } = mention.dataset;
      mention.classList.toggle('off', Number(score) < slider.valueAsNumber || unwanted.has(type));
    }
  };
  for (const control of [slider, ...boxes]) control.addEventListener('input', apply);
  document.addEventListener('drawn', apply);
  apply();
}
