#!/bin/sh
# check-modules.sh [ROOT]: the arrows between modules run one way. Reads the #include lines of engine/ and include/ and
# reports each that the picture in docs/architecture.md does not allow:
#   - a module includes itself and those before it in the order below;
#   - cli and web include themselves, base and the public headers only; but cli, which puts the program together, also
#     includes the one header by which the web page is started;
#   - public headers include public headers only;
#   - a library that one module wraps is included there only.
# Silent and 0 when all is well; 1 with one line for each fault.
set -u
cd "${1:-.}" || exit 2

find engine include -name '*.[ch]' | sort | while read -r file; do
    # "line-number quote header", the quote being " or <
    sed -n 's/^[ \t]*#[ \t]*include[ \t]*\([<"]\)\([^>"]*\)[>"].*/\1 \2/p;t;s/.*//p' "$file" |
        awk -v file="$file" 'NF == 2 { print file, NR, $1, $2 }'
done | awk '
BEGIN {
    count = split("base io feel model load chain assess explain screen store report app web", names, " ")
    for (i = 1; i <= count; i++)
        order[names[i]] = i
    order["cli"] = count                      # beside web

    wrapped["jansson.h"] = wrapped["csv.h"] = wrapped["iconv.h"] = wrapped["xlsxwriter.h"] = wrapped["zip.h"] = " io "
    wrapped["sqlite3.h"] = " store "
    wrapped["microhttpd.h"] = " web "
    wrapped["libxml/"] = " io load report "
    wrapped["graphviz/"] = " report "
    wrapped["histedit.h"] = " cli "
    wrapped["libxslt/"] = wrapped["libexslt/"] = " report "
}

function fault(text) {
    printf "%s:%s: %s includes %s: %s\n", $1, $2, module == "" ? "a public header" : module, $4, text
    faults++
}

# The first folder of a path, or "" for a bare name.
function folder(path) { return index(path, "/") ? substr(path, 1, index(path, "/") - 1) : "" }

{
    module = $1 ~ /^engine\// ? folder(substr($1, 8)) : ""
    target = folder($4)
}

module != "" && !(module in order) {
    if (!unplaced[module]++)
        fault("module " module " is not in the order")
    next
}

$3 == "<" {
    key = $4 in wrapped ? $4 : target "/"
    if (key in wrapped && index(wrapped[key], " " module " ") == 0)
        fault("this library belongs to" wrapped[key] "alone")
    next
}

$4 == "wenze.h" || target == "wenze" { next }

module == "" { fault("public headers include public headers only"); next }

!(target in order) { fault("write module/file.h"); next }

target == module { next }

module == "cli" && $4 == "web/serve.h" { next }

module == "cli" || module == "web" {
    if (target != "base")
        fault(module " uses include/ and base only")
    next
}

order[target] > order[module] { fault(target " stands above " module) }

END { exit faults > 0 }
'
