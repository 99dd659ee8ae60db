import { contextFor, cookiesOf, openBrowser, startDemo } from '/work/wt/pb/web/tests/browser.mjs';
const SHOTS = [
 ['places','shelter','/places'],['place','shelter','/places',".card .button"],['offers','shelter','/offers'],['offer','shelter','/offers',"a[href^='/offers/']"],['enquiry','shelter','/offers',"a[href^='/enquiries/']"],
 ['stays','shelter','/stays'],['stay','shelter','/stays','.task-links a'],['sheet','shelter','/stays/sheet'],['shift','shelter','/shift'],['handover','shelter','/shift/hand-over'],
 ['queues','coordinator','/queues'],['overlay','coordinator','/overlay'],['overlayon','coordinator','/overlay/on'],['overlayoff','coordinator','/overlay/off'],
 ['oversight','dpo','/oversight'],['shares','dpo','/oversight/shares'],['retention','dpo','/oversight/retention'],['journal','dpo','/oversight/journal'],
 ['accounts','admin','/accounts'],['accountnew','admin','/accounts/new'],['units','admin','/units'],['rules','admin','/rules'],['health','admin','/health'],
 ['whereabouts','responder','/cases','tbody a','/whereabouts'],
];
const only = process.argv[2]?.split(',');
const demo = await startDemo(); const browser = await openBrowser(); const jar={};
try { for (const [name,login,where,pick,then] of SHOTS) { if (only && !only.includes(name)) continue;
  jar[login] ??= await cookiesOf(browser, demo.url, login);
  for (const width of [320,1280]) { const c = await contextFor(browser, demo.url, jar[login], {width}); const p = await c.newPage();
   try { let a = await p.goto(where); if (pick) { const l=p.locator(pick).first(); if (!await l.count()) { console.log(name,'no link'); await c.close(); continue; } const h = await l.getAttribute('href'); a = await p.goto(h+(then??'')); }
   console.log(name,width,a.status(), await p.title()); await p.screenshot({path:`/tmp/pbshots/${name}-${width}.png`, fullPage:true}); } catch(e){ console.log(name,String(e).slice(0,200)); }
   await c.close(); } } } finally { await browser.close(); await demo.stop(); }
