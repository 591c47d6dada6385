/*
 * Lazy resolution: no library is loaded before the first call of one of its functions, and a function that the
 * installed library lacks is an error of that call, not of the import. Slots are filled once and never change, so racing
 * threads at worst do the same search twice.
 */
typedef struct {
    const char *name;
    const char *since;   /* what has to be there for the function to exist, or NULL */
    int extension;       /* found through eglGetProcAddress */
    void *address;
} pydri_slot;

static pydri_slot pydri_slots[PYDRI_SLOT_COUNT];

static void *pydri_handle;
static __thread char pydri_error_text[512];

static void pydri_note_error(const char *text) {
    snprintf(pydri_error_text, sizeof pydri_error_text, "%s", text ? text : "unknown error of the dynamic loader");
}

static const char *pydri_library_file(void) {
    const char *chosen = getenv(PYDRI_ENVIRONMENT);
    return chosen && *chosen ? chosen : PYDRI_SONAME;
}

static void *pydri_open_library(void) {
    void *handle = __atomic_load_n(&pydri_handle, __ATOMIC_ACQUIRE);
    void *winner = NULL;
    if (handle)
        return handle;
    handle = dlopen(pydri_library_file(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        pydri_note_error(dlerror());
        return NULL;
    }
    if (!__atomic_compare_exchange_n(&pydri_handle, &winner, handle, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        dlclose(handle);
        handle = winner;
    }
    return handle;
}

static void *pydri_search(void *library, const pydri_slot *slot) {
    void *address = NULL;
    if (slot->extension) {
        /* EGL wants extension functions asked for by name; libglvnd exports none of them. */
        void *(*get)(const char *) = (void *(*)(const char *))dlsym(library, "eglGetProcAddress");
        if (get)
            address = get(slot->name);
        if (!address)
            pydri_note_error("eglGetProcAddress does not know the function");
        return address;
    }
    address = dlsym(library, slot->name);
    if (!address)
        pydri_note_error(dlerror());
    return address;
}

/* Fill slot `index`. errno is kept: callers may have cleared it to learn what the library sets. */
static void *pydri_find(int index) {
    pydri_slot *slot = &pydri_slots[index];
    int saved = errno;
    void *library = pydri_open_library();
    void *address = library ? pydri_search(library, slot) : NULL;
    if (address)
        __atomic_store_n(&slot->address, address, __ATOMIC_RELEASE);
    errno = saved;
    return address;
}

static inline void *pydri_function(int index) {
    void *address = __atomic_load_n(&pydri_slots[index].address, __ATOMIC_ACQUIRE);
    return __builtin_expect(address != NULL, 1) ? address : pydri_find(index);
}

static int pydri_index(const char *name) {
    for (int index = 0; index < PYDRI_SLOT_COUNT; index++)
        if (!strcmp(pydri_slots[index].name, name))
            return index;
    return -1;
}

static int pydri_resolve(const char *name) {
    int index = pydri_index(name);
    if (index < 0)
        return -2;
    if (pydri_function(index))
        return 1;
    return __atomic_load_n(&pydri_handle, __ATOMIC_ACQUIRE) ? 0 : -1;
}

static const char *pydri_since(const char *name) {
    int index = pydri_index(name);
    return index < 0 ? NULL : pydri_slots[index].since;
}

static const char *pydri_library_error(void) { return pydri_error_text; }

static const char *pydri_library_path(void) {
    struct link_map *map = NULL;
    void *library = pydri_open_library();
    if (!library || dlinfo(library, RTLD_DI_LINKMAP, &map) || !map)
        return NULL;
    return map->l_name;
}
