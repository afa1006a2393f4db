/* What pages do beyond plain HTML. Every page works without it. */
"use strict";

/* The code of a one-time link stands behind its "#". */
(function () {
    const field = document.querySelector("[data-from-fragment]");
    if (field && location.hash.length > 1) {
        field.value = location.hash.slice(1);
        history.replaceState(null, "", location.pathname);
    }
})();
