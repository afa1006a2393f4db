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

/* Forms that save what is typed as a draft, two seconds after the last key. A draft that somebody else saved meanwhile is not
 * overwritten: the state line says whose it is. */
(function () {
    const form = document.querySelector("form[data-autosave]");
    if (!form)
        return;
    const state = form.querySelector("[data-state]");
    let timer = 0, busy = false, again = false, stopped = false;

    function say(text, bad) {
        state.textContent = text;
        state.className = bad ? "tag bad" : "hint";
    }

    async function save() {
        if (busy) {
            again = true;
            return;
        }
        busy = true;
        try {
            const answer = await fetch(form.dataset.autosave, {
                method: "POST",
                body: new URLSearchParams(new FormData(form)),
                credentials: "same-origin",
                redirect: "error"
            });
            const told = answer.headers.get("Content-Type").startsWith("application/json") ? await answer.json() : {};
            if (answer.ok) {
                form.elements.draft.value = told.version;
                say(form.dataset.saved + " " + new Date().toLocaleTimeString());
            } else {
                stopped = answer.status === 409;
                say(form.dataset.failed + (told.conflict || answer.status), true);
            }
        } catch (error) {
            say(form.dataset.failed + "?", true);
        }
        busy = false;
        if (again && !stopped) {
            again = false;
            save();
        }
    }

    function changed() {
        if (stopped)
            return;
        clearTimeout(timer);
        timer = setTimeout(save, 2000);
    }

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", function () {
        stopped = true;
        clearTimeout(timer);
    });
})();

/* An assessment: each finding leads to its reasons. Without this they are asked for under "reasons". */
(function () {
    const why = document.documentElement.lang.startsWith("zh") ? "为什么" : "Why?";
    for (const finding of document.querySelectorAll(".wz-person .wz-regime .wz-finding[data-rule] > p")) {
        const link = document.createElement("a"), query = new URLSearchParams();
        query.append("person", finding.closest(".wz-person").id.replace(/^person-/, ""));
        query.append("about", finding.parentElement.dataset.rule);
        query.append("regime", finding.closest(".wz-regime").dataset.regime);
        link.href = location.pathname.replace(/\/[^/]*$/, "/why?") + query;
        link.className = "why noprint";
        link.textContent = why;
        finding.append(" ", link);
    }
})();
