/* Starts the blocks of the page, in order, as the platform's page does (contract 4.4.22). */
$(function () {
  "use strict";
  var asJquery = /[?&]jquery=1/.test(window.location.search);
  $(".xblock[data-init]").each(function () {
    var start = window[this.getAttribute("data-init")];
    var args = $(this).children("script.xblock-json-init-args").text();
    if (!start) return;
    try {
      new start(window.DemoRuntime, asJquery ? $(this) : this, args ? JSON.parse(args) : {});
    } catch (failure) {
      console.error(this.getAttribute("data-usage-id"), failure);
    }
  });
});
