// A page around Sinkscope: everything goes by messages, so that it works from any site.
const VERSION = 1;
const frame = document.querySelector('#frame');
const address = new URL('./', document.baseURI);
const sinkscopeOrigin = address.origin;

// `origin` names this page: the frame answers no other.
address.search = new URLSearchParams({
  embed: '1',
  hide: 'header,bench,gallery,change',
  origin: window.location.origin,
});
address.hash = 'v=1&image=robin&layer=5';
frame.src = address.href;

const waiting = new Map();
let requests = 0;

/** Sends a request to the frame; resolves with its answer. */
function ask(request) {
  const id = ++requests;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    frame.contentWindow.postMessage({ sinkscope: VERSION, id, ...request }, sinkscopeOrigin);
  });
}

window.addEventListener('message', (event) => {
  if (event.source !== frame.contentWindow || event.origin !== sinkscopeOrigin) return;
  const message = event.data;
  if (message?.sinkscope !== VERSION) return;
  if (message.id === undefined) return hear(message);
  const { resolve, reject } = waiting.get(message.id) ?? {};
  waiting.delete(message.id);
  if (message.type === 'error') reject?.(new Error(message.message));
  else resolve?.(message);
});

/** Events: ready, state-changed, trace-complete. */
function hear(message) {
  const line = document.createElement('li');
  line.textContent = message.type;
  document.querySelector('#events').append(line);
  if (message.state) showState(message);
  if (message.type !== 'ready') void readMap();
}

function showState({ state, link }) {
  document.querySelector('#state').textContent = `${JSON.stringify(state)} — #${link}`;
}

async function readMap() {
  const output = document.querySelector('#map');
  try {
    const { layer, map, patches, layout } = await ask({ type: 'get-map' });
    const sum = patches.reduce((total, value) => total + value, 0);
    const largest = patches.indexOf(Math.max(...patches));
    const place = `row ${Math.floor(largest / layout.columns)}, column ${largest % layout.columns}`;
    output.textContent = `layer ${layer}, ${map.kind}: ${layout.rows} × ${layout.columns} patches, sum ${sum.toFixed(4)}, largest at ${place}`;
  } catch (error) {
    output.textContent = error.message;
  }
}

/** Changes a part of the state and leaves the rest as it is. */
async function change(part) {
  const { state } = await ask({ type: 'get-state' });
  showState(await ask({ type: 'set-state', state: { ...state, ...part } }));
  await readMap();
}

for (const button of document.querySelectorAll('[data-layer]')) {
  const layer = Number(button.dataset.layer);
  button.addEventListener('click', () => change({ staged: { layer } }));
}
document
  .querySelector('#norms')
  .addEventListener('click', () => change({ staged: { layer: 5, map: { kind: 'norm' } } }));
document
  .querySelector('#registers')
  .addEventListener('click', () =>
    change({ lenses: [{ id: 'lens-1', model: { kind: 'embedded', id: 'mini-registers' } }] }),
  );
