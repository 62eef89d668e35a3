import { chromium } from '@playwright/test';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-background-networking','--disable-component-update','--disable-sync','--disable-quic','--no-first-run'] });
const [which='all'] = process.argv.slice(2);
async function page(width, height, scheme) {
  const p = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  p.on('pageerror', e => console.log('PAGEERROR', e.message)); p.on('console', m => { if (['error','warning'].includes(m.type())) console.log('console', m.text()); });
  await p.goto('http://localhost:4861/'); 
  await p.getByRole('banner').getByRole('status').filter({ hasText: 'layers in' }).waitFor({ timeout: 60000 });
  return p;
}
const wait = (p, ms) => p.waitForTimeout(ms);
if (which==='all'||which==='wide') {
for (const scheme of ['light','dark']) {
  const p = await page(1440, 900, scheme);
  await p.keyboard.press('f'); await wait(p, 800);
  const frame = await p.getByRole('region',{name:'Stage'}).getByRole('application').boundingBox();
  await p.mouse.click(frame.x+frame.width*.45, frame.y+frame.height*.5); await wait(p,700);
  if (scheme==='light') await p.screenshot({ path: '/tmp/f-sim-unstaged.png' });
  await p.getByRole('gridcell', { name: 'Layer 5, similarity of keys' }).click(); await wait(p, 600);
  await p.screenshot({ path: `/tmp/f-sim-${scheme}.png` });
  await p.getByRole('radio', { name: 'components', exact: true }).check(); await wait(p, 600);
  await p.getByRole('gridcell', { name: 'Layer 5, components of block outputs' }).click(); await wait(p, 2500);
  await p.screenshot({ path: `/tmp/f-pca-${scheme}.png` });
  if (scheme==='light') {
    await p.getByLabel('Shown').selectOption('above'); await p.getByText('Leave out high-norm patches').click(); await wait(p, 1500);
    await p.screenshot({ path: `/tmp/f-pca-fg.png` });
  }
  await p.close();
}}
if (which==='all'||which==='narrow') {
  const p = await page(390, 844, 'light');
  await p.getByRole('tab',{name:'Features'}).click(); await wait(p,1200);
  await p.getByRole('tab',{name:'Features'}).scrollIntoViewIfNeeded();
  await p.screenshot({ path: '/tmp/f-narrow-sim.png', fullPage: true });
  await p.getByRole('radio', { name: 'components', exact: true }).check(); await wait(p, 600);
  await p.getByRole('gridcell', { name: 'Layer 5, components of keys' }).click(); await wait(p, 2500);
  await p.screenshot({ path: '/tmp/f-narrow-pca.png', fullPage: true });
  await p.close();
}
if (which==='all'||which==='lenses') {
  const p = await page(1440, 900, 'light');
  await p.getByRole('button', { name: 'Compare the remedies' }).click(); await wait(p, 6000);
  await p.getByRole('combobox',{name:'Map',exact:true}).selectOption('components of block outputs'); await wait(p, 3000);
  await p.screenshot({ path: '/tmp/f-lenses-pca.png' });
  await p.getByRole('combobox',{name:'Basis'}).selectOption('own'); await wait(p, 2000);
  await p.screenshot({ path: '/tmp/f-lenses-own.png' });
  await p.getByRole('combobox',{name:'Map',exact:true}).selectOption('similarity of keys'); await wait(p, 2000);
  await p.screenshot({ path: '/tmp/f-lenses-sim.png' });
  console.log(await p.locator('[class*=legend], [class*=note]').allInnerTexts());
  await p.close();
}
await browser.close();
