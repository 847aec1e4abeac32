"use strict";
// The Markdown editor: a live preview from the server, and saving by itself with a state that never claims too much.
// What is typed lives in the field alone, never in the browser's storage: nothing private remains there after signing out.
const PREVIEW_AFTER = 400;
const SAVE_EVERY = 4000;

class Editor {
  constructor(root) {
    this.root = root;
    this.field = root.querySelector("textarea");
    this.form = this.field.form;
    this.version = this.form.querySelector("[name$=version]");
    this.turn = this.form.querySelector("[name$=turn]");
    this.state = root.querySelector("[data-editor-state]");
    this.signIn = root.querySelector("[data-editor-sign-in]");
    this.conflict = root.querySelector("[data-editor-conflict]");
    this.preview = root.querySelector(".editor-preview");
    this.saved = this.field.value;
    this.saving = false;
    this.leaving = false;
    this.field.addEventListener("input", () => this.typed());
    this.form.addEventListener("submit", () => {
      this.leaving = true;
      this.countTurn();
    });
    this.listenToPreview();
    if (root.dataset.autosaveUrl) this.listenToSaving();
  }

  get dirty() {
    return this.field.value !== this.saved;
  }

  say(name, words = this.root.dataset[`words${name}`]) {
    this.root.dataset.state = name;
    if (this.state.textContent !== words) this.state.textContent = words;
    this.signIn.hidden = name !== "SignedOut";
  }

  typed() {
    if (this.root.dataset.autosaveUrl && this.dirty && this.root.dataset.state === "Saved") this.say("Unsaved");
    clearTimeout(this.previewLater);
    if (!this.preview.hidden) this.previewLater = setTimeout(() => this.drawPreview(), PREVIEW_AFTER);
  }

  listenToPreview() {
    const button = this.root.querySelector("[data-editor-preview]");
    button.hidden = false;
    const press = (on) => button.setAttribute("aria-pressed", String(on));
    press(!this.preview.hidden);
    button.addEventListener("click", () => {
      this.preview.hidden = !this.preview.hidden;
      press(!this.preview.hidden);
      if (!this.preview.hidden) this.drawPreview();
    });
  }

  async drawPreview() {
    const body = new FormData();
    body.set("text", this.field.value);
    const drawn = (this.drawing = Symbol("latest"));
    try {
      const response = await this.post(this.root.dataset.previewUrl, body);
      if (drawn !== this.drawing) return;
      if (response.ok) this.preview.innerHTML = await response.text(); // made safe by the server's allow-list
      else this.preview.textContent = this.root.dataset.wordsPreview;
    } catch {
      this.preview.textContent = this.root.dataset.wordsPreview;
    }
  }

  listenToSaving() {
    setInterval(() => this.save(), SAVE_EVERY);
    addEventListener("online", () => this.save());
    addEventListener("focus", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save({ keepalive: true }));
    addEventListener("beforeunload", (event) => this.dirty && !this.leaving && event.preventDefault());
    this.conflict.querySelector("[data-editor-keep]").addEventListener("click", () => this.settle(this.field.value));
    this.conflict.querySelector("[data-editor-take]").addEventListener("click", () => this.settle(this.stored.text));
    document.addEventListener("editor:save", () => this.save());
  }

  // Sends the form; a token that a new sign-in made invalid is fetched anew, once.
  async post(url, body, options = {}) {
    const send = () =>
      fetch(url, { method: "POST", body, redirect: "manual", headers: { "x-csrftoken": this.token, accept: "application/json" }, ...options });
    const response = await send();
    if (response.status !== 403) return response;
    const fresh = await fetch(this.root.dataset.tokenUrl, { redirect: "manual", cache: "no-store" });
    if (!fresh.ok) return fresh;
    const token = await fresh.text();
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
    if (body.has("csrfmiddlewaretoken")) body.set("csrfmiddlewaretoken", token);
    return send();
  }

  get token() {
    return document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  async save(options = {}) {
    if (!this.dirty || this.saving || this.leaving || !this.conflict.hidden) return;
    this.saving = true;
    this.countTurn();
    const sent = this.field.value;
    if (this.root.dataset.state !== "Saved") this.say("Saving");
    try {
      await this.answer(await this.post(this.root.dataset.autosaveUrl, new FormData(this.form), options), sent);
    } catch {
      this.say("Offline");
    } finally {
      this.saving = false;
    }
  }

  // A save may be held up on its way and arrive after a later one: by this number the server knows the older.
  countTurn() {
    if (this.turn) this.turn.value = Number(this.turn.value) + 1;
  }

  async answer(response, sent) {
    if (response.type === "opaqueredirect") return this.say("SignedOut");
    if (response.status >= 500) return this.say("Server");
    const told = await response.json().catch(() => ({}));
    if (response.status === 409 && told.version) return this.showConflict(told);
    if (!response.ok) return this.say("Refused", told.message || this.root.dataset.wordsRefused);
    this.saved = sent;
    this.version.value = told.version;
    this.say("Saved", told.message);
    this.root.dispatchEvent(new CustomEvent("editor:saved", { bubbles: true, detail: told }));
  }

  showConflict(stored) {
    this.stored = stored;
    this.conflict.querySelector(".stored").textContent = stored.text;
    this.conflict.hidden = false;
    this.say("Unsaved");
  }

  // The learner has seen both texts and chosen one: it replaces the stored one knowingly.
  settle(text) {
    this.field.value = text;
    this.version.value = this.stored.version;
    this.saved = this.stored.text;
    this.conflict.hidden = true;
    this.field.focus();
    if (this.dirty) this.save();
    else this.say("Saved", this.stored.message);
    this.typed();
  }
}

for (const root of document.querySelectorAll("[data-editor]")) new Editor(root);
