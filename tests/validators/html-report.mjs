// Opens HTML reports in a real Chromium and uses them as people do: with mouse, keyboard, search, links, a narrow screen, paper, no script.
// node html-report.mjs <chromium> <check> <file>... ; prints what is wrong, one line each, and ends with 1 where something is.
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import fs from 'node:fs';

const [, , executablePath, check, ...files] = process.argv;
const problems = [];
const expect = (what, actual, expected = true) => {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    problems.push(`${what}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
  }
};

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

/** Opens a file and listens for everything that must not happen. */
async function open(file, options = {}, hash = '') {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(60000);
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  page.on('console', (message) => problems.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`error on the page: ${error.message}`));
  page.on('dialog', async (dialog) => { problems.push(`dialog: ${dialog.message()}`); await dialog.dismiss(); });
  page.on('popup', () => problems.push('a window opened'));
  page.on('request', (request) => { if (request.url().split('#')[0] !== url) { problems.push(`request for ${request.url()}`); } });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
  }

  await page.goto(url + hash);
  return page;
}

async function close(page) {
  const violations = await page.evaluate(() => window.violations || []).catch(() => []);
  violations.forEach((violation) => problems.push(`content policy: ${violation}`));
  await page.context().close();
}

const shown = (page) => page.locator('.fi:visible').count();
const all = (page) => page.locator('.fi').count();
const count = (page) => page.locator('.count').textContent();
/** Filters wait until typing pauses. */
const settled = (page, text) => page.waitForFunction((expected) => document.querySelector('.count').textContent === expected, text)
  .catch(async () => problems.push(`the count says "${await count(page)}", expected "${text}"`));

const checks = {
  /** Filters, search, sorting, addresses. */
  async filters(file) {
    const page = await open(file);
    const total = await all(page);
    expect('findings without a filter', await shown(page), total);
    const expected = await page.evaluate(() => {
      const rows = [...document.querySelectorAll('.fi')];
      const by = (test) => rows.filter(test).length;
      return {
        blocks: by((row) => row.dataset.status === 'blocks'),
        rule: by((row) => row.querySelector('.c-rule b').textContent === 'GOV1001'),
        loans: by((row) => /System\s*(.*Loan risk)/.test(row.querySelector('dl').textContent)),
        control: by((row) => [...row.querySelectorAll('dd a')].some((link) => link.textContent === 'C02')),
        path: by((row) => row.querySelector('.where').textContent.includes('src/Loans/')),
        nobody: by((row) => row.querySelector('.c-who').textContent === 'nobody named'),
      };
    });
    const choose = async (name, value, number) => {
      await page.selectOption(`.filters [name=${name}]`, value);
      await settled(page, `${number} of ${total} findings`);
      expect(`rows after ${name}=${value}`, await shown(page), number);
      expect(`address after ${name}`, await page.evaluate(() => location.hash.startsWith('#findings?')), true);
      await page.click('.filters button[type=reset]');
      await settled(page, `${total} findings`);
    };
    for (const [key, number] of Object.entries(expected)) { expect(`${key} occurs`, number > 0 && number < total); }
    await choose('status', 'blocks', expected.blocks);
    await choose('rule', 'GOV1001', expected.rule);
    await choose('system', 'loans', expected.loans);
    await choose('control', 'C02', expected.control);
    await choose('owner', '-', expected.nobody);

    await page.fill('.filters [name=path]', 'src/loans/');
    await settled(page, `${expected.path} of ${total} findings`);
    await page.fill('.filters [name=path]', '');
    await page.fill('.filters [name=q]', 'INSTRUCTIONS request');
    await settled(page, `1 of ${total} findings`);
    await page.selectOption('.filters [name=severity]', 'warning');
    await settled(page, `0 of ${total} findings`);
    const address = await page.evaluate(() => location.hash);
    await close(page);

    const again = await open(file, {}, address);
    expect('count from the address', await count(again), `0 of ${total} findings`);
    expect('search from the address', await again.inputValue('.filters [name=q]'), 'INSTRUCTIONS request');
    await again.click('.filters button[type=reset]');
    await settled(again, `${total} findings`);

    const rules = () => again.locator('.fi .c-rule b').allTextContents();
    await again.click('.finds th[data-sort=rule] button');
    expect('sorted by rule', await rules(), (await rules()).slice().sort());
    expect('sorting is said', await again.getAttribute('.finds th[data-sort=rule]', 'aria-sort'), 'ascending');
    await again.click('.finds th[data-sort=rule] button');
    expect('sorted back', await rules(), (await rules()).slice().sort().reverse());

    // A link to a finding that a filter hides shows it.
    await again.fill('.filters [name=q]', 'nothing holds this');
    await settled(again, `0 of ${total} findings`);
    await again.click('.blocking a[href="#f1"]');
    expect('the linked finding is shown', await again.locator('#f1 details[open]').count(), 1);
    expect('with its fingerprint', /governance explain [0-9a-f]{32}/.test(await again.locator('#f1').textContent()));
    await close(again);

    const nonsense = await open(file, {}, '#findings?rule=%E0%A4%A&status=nonsense&__proto__=1&q=');
    expect('a nonsense address filters nothing', await shown(nonsense), total);
    await close(nonsense);
  },

  /** Everything that matters without a mouse. */
  async keyboard(file) {
    const page = await open(file);
    await page.keyboard.press('Tab');
    expect('the first stop', await page.evaluate(() => document.activeElement.textContent), 'Skip to the report');
    expect('it can be seen', await page.evaluate(() => document.activeElement.getBoundingClientRect().left >= 0));
    await page.keyboard.press('Enter');
    expect('skipping arrives', await page.evaluate(() => document.activeElement.id), 'main');

    await page.focus('[role=tab][aria-selected=true]');
    const panels = page.locator('[role=tabpanel]:visible');
    expect('one panel', await panels.count(), 1);
    await page.keyboard.press('ArrowRight');
    expect('the next tab', await page.evaluate(() => [document.activeElement.getAttribute('role'), document.activeElement.getAttribute('aria-selected')]), ['tab', 'true']);
    const second = await panels.getAttribute('id');
    await page.keyboard.press('End');
    expect('the last panel is another', (await panels.getAttribute('id')) !== second);
    await page.keyboard.press('ArrowRight');
    expect('around to the first', await panels.getAttribute('id'), 'controls');
    await page.keyboard.press('Tab');
    expect('behind the tabs', await page.evaluate(() => document.activeElement.closest('.legend') !== null));

    // A state chosen away, and a control opened.
    const listed = () => page.locator('#controls .ctl:visible').count();
    const before = await listed();
    await page.focus('#controls .legend button[data-state=pass]');
    await page.keyboard.press('Space');
    expect('more are listed', (await listed()) > before);
    expect('the button says so', await page.getAttribute('#controls .legend button[data-state=pass]', 'aria-pressed'), 'true');
    await page.focus('#c-C02 > summary');
    await page.keyboard.press('Enter');
    expect('its checks are shown', await page.locator('#c-C02 .checks tbody tr:visible').count() > 0);

    // No traps: the tab key comes to the end of the page.
    await page.evaluate(() => document.querySelector('.filters [name=q]').focus());
    const stops = await page.evaluate(() => document.querySelectorAll('a, button, input, select, summary, [tabindex]').length);
    let last = '';
    for (let i = 0; i < stops + 5; i++) {
      await page.keyboard.press('Tab');
      last = await page.evaluate(() => document.activeElement.closest('section') ? document.activeElement.closest('section').id : 'outside');
      if (last === 'policy') { break; }
    }
    expect('the end is reached', last, 'policy');

    const focus = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    expect('focus is seen', focus, 'solid');
    await page.focus('#f3 summary');
    await page.keyboard.press('Enter');
    expect('a finding opens', await page.locator('#f3 details[open] .flow li').count(), 2);
    await close(page);
  },

  /** No page that scrolls sideways, in both schemes; nothing hidden that a narrow screen should show. */
  async narrow(...all) {
    for (const file of all) {
      for (const width of [320, 390, 768, 1280]) {
        const page = await open(file, { viewport: { width, height: 844 }, colorScheme: width === 390 ? 'dark' : 'light' });
        await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
        for (const tab of await page.locator('[role=tab]').all()) {
          await tab.click();
          expect(`${width} pixels are enough (${await tab.textContent()})`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        }

        expect(`${width} pixels are enough`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        const out = await page.evaluate(() => [...document.querySelectorAll('main h1, main h2, main h3, main p, main code, main dd, main td, main li')]
          .filter((element) => {
            const box = element.getBoundingClientRect();
            return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)
              && !element.closest('.wide, .tablist, .topbar, .away') && getComputedStyle(element).position !== 'absolute';
          })
          .map((element) => `${element.localName} ${element.textContent.slice(0, 40)}`));
        expect(`nothing sticks out at ${width}`, out.slice(0, 3), []);
        await close(page);
      }
    }
  },

  /** Hostile texts: same elements as the harmless twin, nothing runs. */
  async hostile(harmless, spoiled) {
    const elements = async (file) => {
      const page = await open(file);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      for (const row of ['#f1 summary', '#f3 summary']) { await page.click(row); }
      const tree = await page.evaluate(() => [...document.body.querySelectorAll('*:not(wbr)')].map((element) => element.localName + ' ' + element.getAttributeNames().sort().join(' ')).join('\n'));
      expect('no script ran', await page.evaluate(() => window.pwned === undefined));
      expect('scripts', await page.locator('script').count(), 2);
      expect('links', await page.evaluate(() => [...document.links].every((link) => link.getAttribute('href').startsWith('#') || link.protocol === 'https:')));
      await page.fill('.filters [name=q]', '<img');
      await page.waitForTimeout(150);
      await close(page);
      return tree;
    };
    const expected = await elements(harmless);
    const actual = await elements(spoiled);
    if (expected !== actual) {
      const [a, b] = [expected.split('\n'), actual.split('\n')];
      const at = a.findIndex((line, i) => line !== b[i]);
      problems.push(`element ${at}: ${b[at]}, expected ${a[at]}`);
    }
  },

  /** Thousands of findings open, filter and sort. */
  async many(file, number) {
    const page = await open(file);
    const total = Number(number);
    const text = total.toLocaleString('en-US');
    expect('all are there', await all(page), total);
    expect('the count', await count(page), `${text} findings`);
    await page.fill('.filters [name=q]', 'Method0042(');
    await settled(page, `1 of ${total} findings`);
    expect('one is shown', await shown(page), 1);
    await page.fill('.filters [name=q]', '');
    await page.selectOption('.filters [name=rule]', 'GOV6003');
    await settled(page, `1000 of ${total} findings`);
    await page.click('.filters button[type=reset]');
    await settled(page, `${total} findings`);
    await page.click('.finds th[data-sort=owner] button');
    expect('sorted by owner', await page.evaluate(() => {
      const owners = [...document.querySelectorAll('.fi')].map((row) => row.dataset.owner === '-' ? '\uffff' : row.dataset.owner);
      return owners.every((owner, i) => i === 0 || owners[i - 1] <= owner);
    }));
    await page.evaluate(() => { location.hash = '#f4321'; });
    await page.waitForSelector('#f4321 details[open]');
    // The rows above get their height when they are first drawn, so the page moves once more.
    await page.waitForFunction(() => {
      const box = document.getElementById('f4321').getBoundingClientRect();
      return box.top >= 0 && box.top < innerHeight;
    }).catch(() => problems.push('a finding far down is not brought into sight'));
    await close(page);
  },

  /** What a screen reader gets: axe's rules for WCAG 2.1 AA and good practice, in both schemes and on a narrow screen. */
  async accessible(...all) {
    const source = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    for (const [i, file] of all.entries()) {
      for (const options of i === 0 ? [{}, { colorScheme: 'dark', viewport: { width: 390, height: 844 } }] : [{}]) {
        const page = await open(file, options);
        await page.evaluate(() => ['.needs', '.fi details', '.older', '.present', '.digests'].forEach((kind) =>
          [...document.querySelectorAll(kind)].slice(0, 3).forEach((details) => { details.open = true; })));
        await page.evaluate(source);
        const result = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
        result.violations.forEach((violation) => problems.push(
          `${JSON.stringify(options)} ${violation.id} (${violation.nodes.length}): ${violation.help}: ${violation.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(' | ')}`));
        expect('axe looked', result.passes.length > 15);
        await close(page);
      }
    }
  },

  /** Without script all content can be read: nothing is hidden but what details hold. */
  async plain(file) {
    const page = await open(file, { javaScriptEnabled: false });
    expect('findings', await shown(page), await all(page));
    expect('frameworks', await page.locator('.tab:visible').count(), await page.locator('.tab').count());
    expect('controls', await page.locator('.ctl:visible').count(), await page.locator('.ctl').count());
    expect('no filters', await page.locator('.filters:visible').count(), 0);
    await page.click('.blocking a[href="#f1"]');
    await page.click('#f1 summary');
    expect('a finding opens', await page.locator('#f1 .cmd:visible').count(), 1);
    await close(page);
  },

  /** On paper details are open, every framework is there, controls of the page are not, and nothing is wider than the sheet. */
  async paper(file) {
    const page = await open(file, { viewport: { width: 695, height: 1000 } });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect('fingerprints', await page.locator('.fi .cmd:visible').count(), await all(page));
    expect('frameworks', await page.locator('.tab:visible').count(), await page.locator('.tab').count());
    expect('no filters', await page.locator('.filters:visible, .tablist:visible, .topbar:visible').count(), 0);
    expect('nothing is clipped', await page.evaluate(() => [document.documentElement.scrollWidth <= 695,
      [...document.querySelectorAll('table, svg.only-narrow')].every((element) => element.getBoundingClientRect().right <= 696)]), [true, true]);
    expect('rule pages can be read', (await page.locator('#policy .rules').textContent()).includes('https://github.com/'));
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect('closed again', await page.locator('.fi details[open]').count(), 0);
    await page.emulateMedia({ media: null });
    const pdf = await page.pdf({ format: 'A4' });
    expect('a PDF', pdf.subarray(0, 5).toString(), '%PDF-');
    await close(page);
  },
};

try {
  await checks[check](...files);
} catch (error) {
  problems.push(String(error.stack || error));
}

await browser.close();
console.log(problems.slice(0, 40).join('\n') || 'ok');
process.exitCode = problems.length ? 1 : 0;
