// What highlighted texts can do besides being read: a slider that takes away what is scored below it.
const slider = /** @type {HTMLInputElement | null} */ (document.querySelector('#least-score'));
const label = slider?.closest('label');
const shown = label?.querySelector('output');

if (slider && label && shown) {
  label.hidden = false;
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' });
  const apply = () => {
    shown.value = percent.format(slider.valueAsNumber);
    for (const mention of document.querySelectorAll('.mention')) {
      if (!(mention instanceof HTMLElement)) continue;
      mention.classList.toggle('off', Number(mention.dataset['score']) < slider.valueAsNumber);
    }
  };
  slider.addEventListener('input', apply);
  apply();
}
