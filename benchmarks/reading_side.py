"""What runs inside the page while the desk is measured."""

OPEN = """() => {
  const painted = () => [...CSS.highlights].some(([name, set]) => name !== 'active' && set.size > 0);
  const press = () => {
    document.body?.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true, cancelable: true}));
    if (!document.querySelector('.card.active') || !painted()) return setTimeout(press, 10);
    requestAnimationFrame(() => requestAnimationFrame(() => { window.answered = performance.now(); }));
  };
  press();
}"""
"""Presses j until a card has opened and highlights are there, then lets two frames pass."""

SELECT = """at => {
  const text = document.querySelector('[data-article-text]');
  const long = [...text.querySelectorAll('p')].filter(({textContent}) => textContent.length > 60);
  const node = long[at % long.length].firstChild;
  node.parentElement.scrollIntoView({block: 'center', behavior: 'instant'});
  getSelection().setBaseAndExtent(node, 4, node, 60);
}"""

WATCH = """() => addEventListener('keydown', event => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { window.painted = performance.now() - event.timeStamp; };
  requestAnimationFrame(() => channel.port2.postMessage(0));
}, true)"""
"""The frame after the key has been painted when the message that its callback sends arrives."""

SCROLL = """() => new Promise(done => {
  const [frames, step] = [600, 1000 / 60];
  let [last, count, missed] = [0, 0, 0];
  const next = now => {
    if (last) missed += Math.max(0, Math.round((now - last) / step) - 1);
    last = now;
    count += 1;
    scrollBy(0, 40);
    if (count < frames) requestAnimationFrame(next);
    else done(100 * missed / (count + missed));
  };
  requestAnimationFrame(next);
})"""
"""Scrolls ten seconds long, by a line and more a frame, and counts the frames that were not there in time."""

WEIGHT = """() => performance.getEntriesByType('resource')
  .filter(({name}) => name.endsWith('.js')).reduce((sum, {encodedBodySize}) => sum + encodedBodySize, 0)"""

AIDS = """count => performance.getEntriesByType('resource')
  .filter(({name}) => name.includes('/js/aids/')).length >= count"""
"""Whether the aids have come too, which are fetched once the desk is at rest."""

SHIFTS = """() => {
  window.shift = 0;
  const add = list => list.getEntries().forEach(({value}) => { window.shift += value; });
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
}"""
