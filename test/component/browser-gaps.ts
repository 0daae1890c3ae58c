/** What jsdom lacks and the window needs; imported by tests that lay something out. */
const size = { width: 1000, height: 600 };

for (const [property, value] of [
  ['offsetWidth', size.width],
  ['offsetHeight', size.height],
  ['clientWidth', size.width],
  ['clientHeight', size.height],
  ['scrollWidth', 100_000],
  ['scrollHeight', 10_000_000],
] as const)
  Object.defineProperty(HTMLElement.prototype, property, { configurable: true, get: () => value });

class NoResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= NoResizes;
Element.prototype.scrollTo = function scrollTo(this: Element, options?: ScrollToOptions | number): void {
  if (typeof options !== 'object') return;
  this.scrollTop = options.top ?? this.scrollTop;
  this.scrollLeft = options.left ?? this.scrollLeft;
  this.dispatchEvent(new Event('scroll'));
};
Object.assign(Range.prototype, { getClientRects: () => [] });
