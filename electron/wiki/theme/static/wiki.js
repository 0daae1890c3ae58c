/* Small conveniences of wiki pages; everything works without them. */
'use strict';

/** "Comments" in the edit bar shows and hides comment sections; without any it stays hidden. */
function setUpComments() {
  const sections = document.querySelectorAll('#content .comment');
  if (sections.length === 0) return;
  for (const item of document.querySelectorAll('.toggleCommentsButton')) {
    item.hidden = false;
    const link = item.querySelector('a');
    link.setAttribute('role', 'button');
    link.addEventListener('click', (event) => {
      event.preventDefault();
      for (const section of sections) section.style.display = section.style.display === 'none' ? '' : 'none';
    });
  }
}

/** A double click on the page opens the editor, for people who want that. */
function setUpDoubleClick() {
  const wanted = document.querySelector('meta[name="edit_on_doubleclick"]');
  const edit = document.querySelector('a[name="texteditlink"]');
  const content = document.getElementById('content');
  if (wanted === null || edit === null || content === null) return;
  content.addEventListener('dblclick', (event) => {
    if (event.target instanceof Element && event.target.closest('a, input, textarea, select, button')) return;
    location.assign(edit.href);
  });
}

/** Choosing an action in the menu runs it. */
function setUpMenus() {
  for (const form of document.querySelectorAll('form.actionsmenu')) {
    const select = form.querySelector('select');
    let byKeyboard = false;
    select.addEventListener('keydown', () => {
      byKeyboard = true;
    });
    select.addEventListener('pointerdown', () => {
      byKeyboard = false;
    });
    select.addEventListener('change', () => {
      // With arrow keys every step is a change; there the button beside runs it.
      if (!byKeyboard) form.submit();
    });
  }
}

/** Unsaved text is not lost by closing the page. */
function setUpEditor() {
  const editor = document.getElementById('editor');
  const text = document.getElementById('editor-textarea');
  if (editor === null || text === null) return;
  const before = text.value;
  let sending = false;
  editor.addEventListener('submit', () => {
    sending = true;
  });
  window.addEventListener('beforeunload', (event) => {
    if (!sending && text.value !== before) event.preventDefault();
  });
}

/** A heading of the outline leads to its line, also when lines above it came or went since. */
function setUpOutline() {
  const outline = document.getElementById('editor-outline');
  const text = document.getElementById('editor-textarea');
  if (outline === null || text === null) return;
  outline.hidden = false;
  outline.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button === null) return;
    const lines = text.value.split('\n');
    const wanted = Number(button.dataset.line) - 1;
    const holding = lines.flatMap((line, index) => (line.includes(button.textContent) ? [index] : []));
    const distance = (index) => Math.abs(index - wanted);
    const found = holding.reduce(
      (best, index) => (distance(index) < distance(best) ? index : best),
      holding[0] ?? wanted,
    );
    const start = lines.slice(0, found).join('\n').length + (found > 0 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[found] ?? '').length);
    // A text area scrolls by itself only to what is typed.
    text.scrollTop = (text.scrollHeight * found) / Math.max(1, lines.length);
  });
}

setUpComments();
setUpDoubleClick();
setUpMenus();
setUpEditor();
setUpOutline();
