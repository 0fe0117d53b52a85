// Looks at one page: language, headings, width, words, accessibility, console, visible focus, screenshot.
import { join } from 'node:path';
import { axeSource } from './hub.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Stops of the Tab key that are looked at for a visible focus. */
const STOPS = 12;

/** One tab that is led from page to page; what it sees is reported. */
export class Looker {
  constructor(page, base, { width, language, folder, problems, visited }) {
    Object.assign(this, { page, base, width, language, folder, problems, visited, label: '' });
    page.on('console', (message) => {
      // A page that says 403, 404 or 422 is a page; the console calls it an error.
      const isAnswer = /status of 4\d\d/.test(message.text());
      if (message.type() === 'error' && !isAnswer) this.report('console', message.text());
    });
    page.on('pageerror', (error) => this.report('script', error.message));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(base) && !url.startsWith('data:')) this.report('foreign', url);
    });
  }

  /** The same looker at another tab. */
  beside(page) {
    const { base, width, language, folder, problems, visited } = this;
    return new Looker(page, base, { width, language, folder, problems, visited });
  }

  report(kind, detail) {
    this.problems.push({ page: this.label, kind, detail });
  }

  /** Goes to an address and looks at the page. */
  async visit(name, path) {
    this.label = `${name} ${this.width} ${this.language}`;
    await this.page.goto(this.base + path, { waitUntil: 'load' });
    await this.look(name);
  }

  /** Looks at the page that is open. */
  async look(name) {
    const { page } = this;
    this.label = `${name} ${this.width} ${this.language}`;
    this.visited.add(new URL(page.url()).pathname);
    await page.waitForFunction(() => document.fonts.status === 'loaded'
      && ![...document.querySelectorAll('textarea[data-hw-sql]')].some((field) => !field.hidden));
    const facts = await page.evaluate(() => ({
      language: document.documentElement.lang,
      headings: document.querySelectorAll('h1').length,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      missing: document.body.innerText.match(/[⟨<][a-z]+(-[a-z]+)+[⟩>]/g),
    }));
    if (facts.language !== this.language) this.report('language', facts.language);
    if (facts.headings !== 1) this.report('h1', facts.headings);
    if (facts.overflow > 0) this.report('overflow', `${facts.overflow} px`);
    if (facts.missing) this.report('words', facts.missing.join(' '));
    await this.runAxe();
    if (this.language === 'de') {
      await page.screenshot({ path: join(this.folder, `${name}-${this.width}.png`), fullPage: true });
    }
    await this.tab();
  }

  async runAxe() {
    // The policy forbids inline scripts; axe is brought in through the debugger, which it does not bind.
    await this.page.evaluate(axeSource);
    const violations = await this.page.evaluate(async (rules) => {
      const result = await globalThis.axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
      return result.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`);
    }, RULES);
    for (const violation of violations) this.report('axe', violation);
  }

  /** The focus can be seen wherever the Tab key stops first. */
  async tab() {
    await this.page.evaluate(() => { document.activeElement?.blur(); });
    for (let stop = 0; stop < STOPS; stop += 1) {
      await this.page.keyboard.press('Tab');
      const hidden = await this.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        // A field inside a frame may have its ring around the frame.
        const isDrawn = [element, element.parentElement].some((one) => {
          const style = getComputedStyle(one);
          return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
        });
        return isDrawn ? null : element.outerHTML.slice(0, 120);
      });
      if (hidden) this.report('focus', hidden);
    }
  }
}
