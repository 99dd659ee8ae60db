// Leaves a page of the person herself at once: by the bar on top, or by Shift three times within five seconds and
// no other key between. The page is emptied before anything is asked for, and replaced, so that "back" finds
// nothing of it. Without this file the bar is a plain link to the same place.
'use strict';
(() => {
  const TIMES = 3;
  const WITHIN_MS = 5000;
  const link = document.querySelector('.exit a');
  let presses = [];

  const leave = () => {
    document.title = '';
    document.body.replaceChildren();
    location.replace(link.href);
  };

  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') presses = [];
    if (event.key !== 'Shift' || event.repeat) return;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at <= WITHIN_MS);
    if (presses.length >= TIMES) leave();
  });
})();
