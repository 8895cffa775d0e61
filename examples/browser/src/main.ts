import { init } from "finfault";

import "./style.css";
import { emptyAnswer, isEmpty, type Answer } from "./answer.ts";
import { CatalogView } from "./catalogview.ts";
import { startDrop } from "./drop.ts";
import { byId } from "./element.ts";
import { Form } from "./form.ts";
import { startJSON } from "./json.ts";
import { startOffline } from "./offline.ts";
import { unpack } from "./pack.ts";
import { formatPlace, parsePlace, type Place, type View } from "./place.ts";
import { showFailure, showResult } from "./result.ts";
import { fillSamples } from "./samples.ts";
import { PRIVATE, startShare } from "./share.ts";
import { Tabs } from "./tabs.ts";

let view: View = "classify";
let ready = false;

const form = new Form(changed);
const catalog = new CatalogView(remember);
const views = new Tabs(byId("views"), (id) => {
  show(id === "view-catalog-tab" ? "catalog" : "classify");
  remember();
});

function place(): Place {
  const { provider, status, operation, idempotent } = form.read();
  return { view, provider, status, operation, idempotent, ...catalog.read() };
}

/** remember keeps what is not personal in the address, so that it survives a reload. */
function remember(): void {
  const fragment = formatPlace(place());
  // Browsers refuse the call when it is made at every stroke of a key.
  if (fragment !== location.hash.slice(1)) {
    history.replaceState(null, "", fragment === "" ? location.pathname + location.search : `#${fragment}`);
  }
}

/** notify shows a message until the next change. */
function notify(message: string): void {
  byId("notice").textContent = message;
}

function changed(): void {
  notify("");
  remember();
  classify();
}

function classify(): void {
  const answer = form.read();
  byId<HTMLButtonElement>("clear").disabled = isEmpty(answer);
  if (!ready) {
    return;
  }
  try {
    showResult(answer, takeOffered);
  } catch (failure) {
    showFailure(failure, classify);
  }
}

/** take shows another answer in place of the one that is entered. */
function take(answer: Partial<Answer>): void {
  form.write(answer);
  changed();
}

function show(next: View): void {
  view = next;
  views.select(`view-${next}-tab`);
  if (next === "catalog") {
    void catalog.show();
  }
}

/** follow does what the address says. Headers and body are taken out of it at once, also out of the history. */
async function follow(): Promise<void> {
  const fragment = location.hash;
  const packed = new URLSearchParams(fragment.slice(1)).get(PRIVATE);
  const next = parsePlace(fragment);
  form.write(next);
  catalog.write(next);
  show(next.view);
  changed();
  if (packed !== null) {
    const answer = await unpack(packed);
    answer === undefined ? notify("The link is damaged: headers and body are missing.") : take(answer);
  }
}

async function start(): Promise<void> {
  try {
    await init("./finfault.wasm");
    ready = true;
    classify();
  } catch (failure) {
    showFailure(failure, () => void start());
  }
}

/** takeOffered takes one of the samples on the empty page. The button is gone then, and the focus with it. */
function takeOffered(sample: Answer): void {
  take(sample);
  byId("verdict").focus();
}

fillSamples(byId<HTMLSelectElement>("samples"), take);
startJSON();
startShare(() => ({ place: place(), answer: form.read() }));
startDrop((text) => {
  show("classify");
  if (form.take(text)) {
    changed();
  } else {
    take({ body: text });
  }
});
new Tabs(byId("grounds-tabs")).select("trace-tab");
byId("clear").addEventListener("click", () => {
  byId<HTMLSelectElement>("samples").value = "";
  take(emptyAnswer);
  byId("body").focus();
});
byId("skip").addEventListener("click", (event) => {
  // The fragment is the address of what is shown, so that the link may not change it.
  event.preventDefault();
  byId(view === "catalog" ? "search" : "verdict").focus();
});
addEventListener("hashchange", () => void follow());
void follow();
void start();
void startOffline();
