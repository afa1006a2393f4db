/* WebDriver over HTTP: a command is a small JSON object, and so is its answer. Source: W3C WebDriver. */
#include "browser.h"

#include "client.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct browser {
    pid_t pid;
    int port;
    char session[256];
};

enum { PATIENCE = 50, HASTE = 5, MOST_MISSED = 3 }; /* tenths of a second to wait for something to appear */

/* Something that was waited for in vain. Where much is missing already, the rest is not waited for so long: a journey that has
 * lost its way ends soon. */
static int missed;

static int patience_of(int tenths)
{
    return missed > MOST_MISSED && tenths > HASTE ? HASTE : tenths;
}

static const char element_key[] = "element-6066-11e4-a52e-4f735466cecf";

bool browser_there(void)
{
    const char *path = getenv("PATH");
    while (path && *path) {
        char file[1024];
        size_t length = strcspn(path, ":");
        snprintf(file, sizeof file, "%.*s/chromedriver", (int)length, path);
        if (access(file, X_OK) == 0)
            return true;
        path += length + (path[length] == ':');
    }
    return false;
}

static void sleep_ms(long ms)
{
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

static int free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0)
        fprintf(stderr, "web: no free port\n");
    getsockname(fd, (struct sockaddr *)&address, &size);
    close(fd);
    return ntohs(address.sin_port);
}

/* Whether an answer is whole; the driver leaves the connection open, and writes its headers' names in any case. */
static bool is_whole(const wz_buffer *text)
{
    const char *end = text->data ? strstr(text->data, "\r\n\r\n") : NULL;
    const char *length = text->data ? strcasestr(text->data, "\r\nContent-Length:") : NULL;
    return end && length && length < end &&
           text->length >= (size_t)(end - text->data) + 4 + strtoull(length + strlen("\r\nContent-Length:"), NULL, 10);
}

/* One HTTP exchange with the driver; the value of its answer, NULL on failure. The reference of `body` is taken. */
static json_t *command(browser *b, const char *method, const char *path, json_t *body)
{
    char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
    wz_buffer request = {0};
    json_decref(body);
    wz_buffer_printf(&request,
                     "%s %s%s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: "
                     "application/json\r\nContent-Length: %zu\r\n\r\n%s",
                     method, b->session, path, text ? strlen(text) : 0, text ? text : "");
    free(text);
    int was = server.port;
    server.port = b->port; /* the client connects there */
    int fd = web_connect();
    server.port = was;
    answer a = {0};
    const struct timeval patience = {.tv_sec = 30};
    if (fd >= 0) {
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        web_send(fd, request.data, request.length);
        char piece[65536];
        for (ssize_t got; !is_whole(&a.text) && (got = recv(fd, piece, sizeof piece, 0)) > 0;)
            wz_buffer_add(&a.text, piece, (size_t)got);
        close(fd);
    }
    wz_buffer_free(&request);
    const char *end = a.text.data ? strstr(a.text.data, "\r\n\r\n") : NULL;
    json_t *whole = end ? json_loads(end + 4, JSON_DECODE_ANY, NULL) : NULL;
    json_t *value = whole ? json_incref(json_object_get(whole, "value")) : NULL;
    bool good = end && strncmp(a.text.data, "HTTP/1.1 200", 12) == 0;
    json_decref(whole);
    answer_free(&a);
    if (good)
        return value;
    json_decref(value);
    return NULL;
}

static void downloads(char *folder, size_t size)
{
    snprintf(folder, size, "%s/downloads", server.folder);
}

static bool begin_session(browser *b, bool script)
{
    json_t *args =
        json_pack("[ssssss]", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                  "--window-size=1280,900", script ? "--lang=zh-CN" : "--blink-settings=scriptEnabled=false");
    char folder[128];
    downloads(folder, sizeof folder);
    mkdir(folder, 0700);
    json_t *value = command(b, "POST", "/session",
                            json_pack("{s:{s:{s:{s:o,s:{s:s}},s:{s:s}}}}", "capabilities", "alwaysMatch",
                                      "goog:chromeOptions", "args", args, "prefs", "download.default_directory", folder,
                                      "goog:loggingPrefs", "browser", "ALL"));
    const char *id = json_string_value(json_object_get(value, "sessionId"));
    if (id)
        snprintf(b->session, sizeof b->session, "/session/%s", id);
    json_decref(value);
    return b->session[0] != '\0';
}

browser *browser_start(bool script)
{
    static browser started[4];
    browser *b = NULL;
    for (int i = 0; i < 4 && !b; i++)
        if (!started[i].pid)
            b = &started[i];
    if (!b)
        return NULL;
    missed = 0;
    *b = (browser){.port = free_port()};
    char port[32];
    snprintf(port, sizeof port, "--port=%d", b->port);
    b->pid = fork();
    if (b->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM); /* a test that is killed leaves no browser behind */
        int null = open("/dev/null", O_RDWR);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execlp("chromedriver", "chromedriver", port, (char *)NULL);
        _exit(127);
    }
    for (const time_t until = time(NULL) + 30; time(NULL) < until;) {
        sleep_ms(100);
        json_t *ready = command(b, "GET", "/status", NULL);
        bool up = ready != NULL;
        json_decref(ready);
        if (up && begin_session(b, script))
            return b;
        if (up)
            break;
    }
    browser_stop(b);
    return NULL;
}

void browser_stop(browser *b)
{
    if (!b)
        return;
    if (b->session[0])
        json_decref(command(b, "DELETE", "", NULL));
    kill(b->pid, SIGTERM);
    waitpid(b->pid, NULL, 0);
    *b = (browser){0};
}

void browser_go(browser *b, const char *path)
{
    char url[1024];
    if (strncmp(path, "http", 4) == 0)
        snprintf(url, sizeof url, "%s", path);
    else
        snprintf(url, sizeof url, "http://127.0.0.1:%d%s", server.port, path);
    json_decref(command(b, "POST", "/url", json_pack("{s:s}", "url", url)));
}

/* The element's id for the driver, waiting for it some tenths of a second; "" where there is none. */
static void find(browser *b, const char *css, char *id, size_t size, int patience)
{
    id[0] = '\0';
    patience = patience_of(patience);
    for (int i = 0; i < patience && !id[0]; i++) {
        json_t *value = command(b, "POST", "/element", json_pack("{s:s,s:s}", "using", "css selector", "value", css));
        const char *found = json_string_value(json_object_get(value, element_key));
        if (found)
            snprintf(id, size, "%s", found);
        else
            sleep_ms(100);
        json_decref(value);
    }
    missed += !id[0];
}

bool browser_sees(browser *b, const char *css)
{
    return browser_waits(b, css, PATIENCE / 10);
}

bool browser_waits(browser *b, const char *css, int seconds)
{
    char id[256];
    find(b, css, id, sizeof id, seconds * 10);
    if (!id[0])
        fprintf(stderr, "\nnot on %s: %s\n", browser_path(b), css);
    return id[0] != '\0';
}

static void act(browser *b, const char *css, const char *what, json_t *body)
{
    char id[256], path[512];
    find(b, css, id, sizeof id, PATIENCE);
    if (!id[0])
        fprintf(stderr, "\nnot on %s: %s\n", browser_path(b), css);
    CU_ASSERT_TRUE(id[0] != '\0');
    snprintf(path, sizeof path, "/element/%s/%s", id, what);
    json_t *done = id[0] ? command(b, "POST", path, body) : NULL;
    if (!id[0])
        json_decref(body);
    else if (!done)
        fprintf(stderr, "\ncannot %s: %s\n", what, css);
    CU_ASSERT_PTR_NOT_NULL(done);
    json_decref(done);
}

void browser_click(browser *b, const char *css)
{
    act(b, css, "click", json_object());
}

void browser_type(browser *b, const char *css, const char *text)
{
    if (!strstr(css, "type=file"))
        act(b, css, "clear", json_object());
    act(b, css, "value", json_pack("{s:s}", "text", text));
}

void browser_choose(browser *b, const char *css, const char *value)
{
    char option[512];
    snprintf(option, sizeof option, "%s option[value=\"%s\"]", css, value);
    act(b, option, "click", json_object());
}

void browser_keys(browser *b, const char *keys)
{
    json_t *actions = json_array();
    for (const char *c = keys; *c; c++) {
        char one[8] = {*c, '\0'};
        if (*c == '\t')
            strcpy(one, "\xEE\x80\x84"); /* U+E004 */
        else if (*c == '\n')
            strcpy(one, "\xEE\x80\x87"); /* U+E007 */
        json_array_append_new(actions, json_pack("{s:s,s:s}", "type", "keyDown", "value", one));
        json_array_append_new(actions, json_pack("{s:s,s:s}", "type", "keyUp", "value", one));
    }
    json_decref(
        command(b, "POST", "/actions",
                json_pack("{s:[{s:s,s:s,s:o}]}", "actions", "type", "key", "id", "keyboard", "actions", actions)));
    sleep_ms(200);
}

void browser_back(browser *b)
{
    json_decref(command(b, "POST", "/back", json_object()));
}

const char *browser_script(browser *b, const char *code)
{
    static char text[8192];
    json_t *value = command(b, "POST", "/execute/sync", json_pack("{s:s,s:[]}", "script", code, "args"));
    if (json_is_string(value))
        snprintf(text, sizeof text, "%s", json_string_value(value));
    else {
        char *dumped = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
        snprintf(text, sizeof text, "%s", dumped ? dumped : "");
        free(dumped);
    }
    json_decref(value);
    return text;
}

static void source_of(browser *b, char **out)
{
    json_t *value = command(b, "GET", "/source", NULL);
    *out = json_is_string(value) ? strdup(json_string_value(value)) : NULL;
    json_decref(value);
}

bool browser_has(browser *b, const char *text)
{
    char *source = NULL;
    source_of(b, &source);
    bool found = source && strstr(source, text);
    free(source);
    return found;
}

bool browser_reads(browser *b, const char *text)
{
    for (int i = 0; i < patience_of(PATIENCE); i++) {
        if (browser_has(b, text))
            return true;
        sleep_ms(100);
    }
    missed++;
    fprintf(stderr, "\nnot on %s: %s\n", browser_path(b), text);
    return false;
}

bool browser_says(browser *b, const char *css, const char *text)
{
    char code[512];
    snprintf(code, sizeof code, "return document.querySelector('%s').textContent", css);
    const char *found = "";
    for (int i = 0; i < patience_of(PATIENCE); i++) {
        found = browser_script(b, code);
        if (strstr(found, text))
            return true;
        sleep_ms(100);
    }
    missed++;
    fprintf(stderr, "\n%s says %s\n", css, found);
    return false;
}

const char *browser_path(browser *b)
{
    static char path[1024];
    json_t *value = command(b, "GET", "/url", NULL);
    const char *url = json_string_value(value);
    const char *slashes = url ? strstr(url, "//") : NULL;
    const char *from = slashes ? strchr(slashes + 2, '/') : NULL;
    snprintf(path, sizeof path, "%s", from ? from : "");
    json_decref(value);
    return path;
}

void browser_size(browser *b, int width, int height)
{
    json_decref(command(b, "POST", "/window/rect", json_pack("{s:i,s:i}", "width", width, "height", height)));
}

void browser_picture(browser *b, const char *name, int width)
{
    char path[256];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/web", build ? build : "build");
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/web/%s.png", build ? build : "build", name);
    browser_size(b, width, 1400);
    json_t *value = command(b, "GET", "/screenshot", NULL);
    const char *encoded = json_string_value(value);
    size_t room = encoded ? strlen(encoded) : 0, length = 0;
    unsigned char *bytes = malloc(room + 1);
    FILE *file = fopen(path, "wb");
    if (encoded && bytes && file &&
        sodium_base642bin(bytes, room, encoded, room, NULL, &length, NULL, sodium_base64_VARIANT_ORIGINAL) == 0)
        fwrite(bytes, 1, length, file);
    CU_ASSERT_TRUE(length > 1000);
    if (file)
        fclose(file);
    free(bytes);
    json_decref(value);
}

bool browser_downloads(browser *b, const char *name, wz_buffer *out)
{
    char path[256], piece[4096];
    downloads(path, sizeof path - 100);
    snprintf(path + strlen(path), 100, "/%s", name);
    FILE *file = NULL;
    for (int i = 0; i < 2 * PATIENCE && !file; i++) {
        sleep_ms(100); /* it has its name when it is whole */
        file = fopen(path, "rb");
    }
    if (!file) {
        fprintf(stderr, "\nnot downloaded from %s: %s\n", browser_path(b), name);
        return false;
    }
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        wz_buffer_add(out, piece, got);
    fclose(file);
    return remove(path) == 0;
}

/* The console also tells that the page itself came with a status of a refusal, which the test asked for. */
static bool is_own_status(browser *b, const char *message)
{
    const char *path = browser_path(b), *found = strstr(message, path);
    return *path && found && strncmp(found + strlen(path), " - Failed to load resource: the server responded", 48) == 0;
}

bool browser_complains(browser *b)
{
    json_t *value = command(b, "POST", "/se/log", json_pack("{s:s}", "type", "browser"));
    bool bad = false;
    size_t i;
    json_t *entry;
    json_array_foreach(value, i, entry)
    {
        const char *level = json_string_value(json_object_get(entry, "level"));
        const char *message = json_string_value(json_object_get(entry, "message"));
        if (level && message && strcmp(level, "SEVERE") == 0 && !is_own_status(b, message)) {
            fprintf(stderr, "\nbrowser: %s\n", message);
            bad = true;
        }
    }
    json_decref(value);
    return bad;
}
