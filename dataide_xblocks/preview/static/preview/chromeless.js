/* The platform's unit page in its frame, traps included: heights sent to the parent, a click handler that stumbles on a
   link without href, and a global `define` that refuses anonymous modules (contract 4.3). */
(function () {
  "use strict";
  var content = document.getElementById("content"), last = 0;
  function tell() {
    var height = content.offsetHeight;
    if (height === last) return;
    last = height;
    window.parent.postMessage({ type: "plugin.resize", payload: { width: document.body.offsetWidth, height: height } }, "*");
  }
  new MutationObserver(tell).observe(document.body, { attributes: true, childList: true, subtree: true });
  new ResizeObserver(tell).observe(content);
  window.addEventListener("load", tell);

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    if (!link) return;
    var first = link.getAttribute("href")[0];
    if (first === "#" && !link.hasAttribute("aria-controls") && !link.hasAttribute("data-toggle")) {
      event.preventDefault();
      var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) window.parent.postMessage({ offset: target.getBoundingClientRect().top }, "*");
    }
  });

  window.define = function (name) {
    if (typeof name !== "string") throw new Error("Mismatched anonymous define() module");
  };
  window.define.amd = {};
})();
