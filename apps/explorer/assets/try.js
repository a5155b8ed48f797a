// Dropping a file on the form, sending a text with Ctrl+Enter, and going to the result.
const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form.try'));
const drop = document.querySelector('.drop');
const file = /** @type {HTMLInputElement | null} */ (document.querySelector('#file'));

if (form && drop && file) {
  for (const name of ['dragenter', 'dragover'])
    form.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add('over');
    });
  for (const name of ['dragleave', 'drop']) form.addEventListener(name, () => drop.classList.remove('over'));
  form.addEventListener('drop', (event) => {
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    file.files = files;
    form.requestSubmit();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener('submit', () => form.setAttribute('aria-busy', 'true'));
  // coming back from a download must not leave the form busy
  addEventListener('pageshow', () => form.removeAttribute('aria-busy'));
  // what was asked for stands below the form
  if (form.dataset['sent'] !== undefined) document.querySelector('#result, .problem')?.scrollIntoView();
}
