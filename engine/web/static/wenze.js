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

/* What if: each click asks again, and the answer takes its place. Without this the form's button does it. */
(function () {
    const form = document.querySelector("form.what-if"), place = document.getElementById("changed");
    let asked = 0;
    if (!form || !place)
        return;
    form.addEventListener("change", async function () {
        const number = ++asked, query = new URLSearchParams();
        for (const [name, value] of new FormData(form))
            if (value)
                query.append(name, value);
        history.replaceState(null, "", "?" + query);
        query.append("part", "1");
        place.setAttribute("aria-busy", "true");
        const answer = await fetch(form.getAttribute("action") + "?" + query, {credentials: "same-origin"}).catch(() => null);
        if (number !== asked)
            return;
        place.removeAttribute("aria-busy");
        if (answer && answer.ok)
            place.innerHTML = await answer.text();
        else
            form.submit();
    });
})();
