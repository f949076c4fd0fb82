// <nisso-chat language="ja" src="https://museum.example/embed"></nisso-chat>
// Shows the chat of a museum's server in a page of another. `src` may be left out: then it is the
// server that this script came from. The museum names the pages that may show it: --embed-in ORIGIN.
"use strict";

(() => {
  const home = document.currentScript ? document.currentScript.src : window.location.href;
  const LANGUAGES = { ru: "Вопросы к источникам", en: "Ask the sources", ja: "資料に聞く" };
  const STYLE = `
    :host { display: block; width: 100%; height: 42rem; max-height: 100vh; }
    :host([hidden]) { display: none; }
    iframe { display: block; width: 100%; height: 100%; border: 0; border-radius: inherit; }`;

  class NissoChat extends HTMLElement {
    static observedAttributes = ["language", "src"];
    #frame = document.createElement("iframe");

    constructor() {
      super();
      const style = document.createElement("style");
      style.textContent = STYLE;
      this.#frame.allow = "clipboard-write";
      this.#frame.referrerPolicy = "no-referrer";
      this.#frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms");
      this.attachShadow({ mode: "open" }).append(style, this.#frame);
    }

    connectedCallback() {
      this.#show();
    }

    attributeChangedCallback(name, before, after) {
      if (before !== after && this.isConnected) this.#show();
    }

    #show() {
      const language = this.getAttribute("language") || "";
      const address = new URL(this.getAttribute("src") || "/embed", home);
      if (!/^https?:$/.test(address.protocol)) return;
      if (language) address.searchParams.set("language", language);
      this.#frame.title = LANGUAGES[language] || LANGUAGES.en;
      if (this.#frame.src !== address.href) this.#frame.src = address.href;
    }
  }

  if (!customElements.get("nisso-chat")) customElements.define("nisso-chat", NissoChat);
})();
