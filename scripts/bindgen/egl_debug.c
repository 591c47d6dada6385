#include <pthread.h>

/*
 * Messages of EGL_KHR_debug. Mesa calls back while it holds the display's lock, where no Python may run: a collection
 * could destroy an object of EGL's there, and wait for that lock for ever. So a message is copied into a ring, and
 * Python takes it out later. A full ring loses the oldest.
 */
#define PYDRI_EGL_MESSAGES 128

struct pydri_egl_message {
    unsigned long thread;
    EGLenum error;
    EGLint type;
    uintptr_t thread_label;
    uintptr_t object_label;
    char command[64];
    char text[512];
};

static struct pydri_egl_message pydri_egl_ring[PYDRI_EGL_MESSAGES];
static unsigned int pydri_egl_first, pydri_egl_count;
static unsigned long pydri_egl_lost;
static pthread_mutex_t pydri_egl_lock = PTHREAD_MUTEX_INITIALIZER;

static void pydri_egl_note(EGLenum error, const char *command, EGLint type, EGLLabelKHR thread_label,
                           EGLLabelKHR object_label, const char *text) {
    struct pydri_egl_message *message;
    int saved = errno;
    pthread_mutex_lock(&pydri_egl_lock);
    if (pydri_egl_count == PYDRI_EGL_MESSAGES) {
        pydri_egl_first = (pydri_egl_first + 1) % PYDRI_EGL_MESSAGES;
        pydri_egl_lost++;
    } else {
        __atomic_add_fetch(&pydri_egl_count, 1, __ATOMIC_RELAXED);
    }
    message = &pydri_egl_ring[(pydri_egl_first + pydri_egl_count - 1) % PYDRI_EGL_MESSAGES];
    message->thread = (unsigned long)pthread_self();
    message->error = error;
    message->type = type;
    message->thread_label = (uintptr_t)thread_label;
    message->object_label = (uintptr_t)object_label;
    snprintf(message->command, sizeof message->command, "%s", command ? command : "");
    snprintf(message->text, sizeof message->text, "%s", text ? text : "");
    pthread_mutex_unlock(&pydri_egl_lock);
    errno = saved;
}

static EGLDEBUGPROCKHR pydri_egl_debug_callback(void) {
    return (EGLDEBUGPROCKHR)pydri_egl_note;
}

static int pydri_egl_debug_waiting(void) {
    return (int)__atomic_load_n(&pydri_egl_count, __ATOMIC_RELAXED);
}

static int pydri_egl_debug_take(struct pydri_egl_message *message, unsigned long *lost) {
    int found;
    pthread_mutex_lock(&pydri_egl_lock);
    *lost = pydri_egl_lost;
    pydri_egl_lost = 0;
    found = pydri_egl_count > 0;
    if (found) {
        *message = pydri_egl_ring[pydri_egl_first];
        pydri_egl_first = (pydri_egl_first + 1) % PYDRI_EGL_MESSAGES;
        __atomic_sub_fetch(&pydri_egl_count, 1, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&pydri_egl_lock);
    return found;
}

static void pydri_egl_debug_forked(void) {
    pthread_mutex_t fresh = PTHREAD_MUTEX_INITIALIZER;
    pydri_egl_lock = fresh;
    pydri_egl_first = pydri_egl_count = 0;
    pydri_egl_lost = 0;
}
