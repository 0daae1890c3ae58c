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

setUpComments();
setUpDoubleClick();
setUpMenus();
setUpEditor();
