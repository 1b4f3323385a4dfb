// Training steps in C with BLAS, written by hand: what is left when nothing is general.
//
//   cc -O3 -march=native peer.c -lopenblas -lm
//   ./a.out BATCH HIDDEN OUTPUT WIDTH WIDTH …     such as: 32 relu softmax 784 128 64 10; or: 32 relu softmax lenet
//   ./a.out … --limit                             times independent fused multiply-adds instead
//
// Answers each line of standard input, a number of seconds, by `steps cpu-seconds wall-seconds` (see Stopwatch.java).
// Weights are [in][out], so that all three products are plain calls of dgemm; the update is fused into the one that
// makes a weight's gradient: W += -rate/batch * X^T dZ. Networks too small for a call of BLAS run in plain loops.
#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SAMPLES = 1024, MAX_LAYERS = 40, SMALL = 16 };
static const double RATE = 1e-4;

typedef enum { TANH, SIGMOID, RELU, SOFTMAX } Function;

static int batch, layers, width[MAX_LAYERS + 1];
static Function hidden, output;
static double *w[MAX_LAYERS], *b[MAX_LAYERS], *a[MAX_LAYERS + 1], *d[MAX_LAYERS + 1];
static double *samples, *targets;

static double uniform(void) {
    static unsigned long long state = 7;
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double) (state >> 11) * 0x1p-53;
}

static double *room(size_t n) {
    double *p = aligned_alloc(64, (n * sizeof(double) + 63) / 64 * 64);
    memset(p, 0, n * sizeof(double));
    return p;
}

static double *weights(int in, int out, int fan_in) {
    double *p = room((size_t) in * out);
    for (int i = 0; i < in * out; i++) {
        p[i] = (2 * uniform() - 1) * sqrt(6.0 / fan_in);
    }
    return p;
}

static void apply(Function f, double *restrict z, int rows, int n) {
    int size = rows * n;
    switch (f) {
        case TANH: for (int i = 0; i < size; i++) z[i] = tanh(z[i]); break;
        case SIGMOID: for (int i = 0; i < size; i++) z[i] = 1 / (1 + exp(-z[i])); break;
        case RELU: for (int i = 0; i < size; i++) z[i] = z[i] > 0 ? z[i] : 0; break;
        case SOFTMAX:
            for (int r = 0; r < rows; r++, z += n) {
                double max = z[0], sum = 0;
                for (int k = 1; k < n; k++) max = z[k] > max ? z[k] : max;
                for (int k = 0; k < n; k++) sum += z[k] = exp(z[k] - max);
                for (int k = 0; k < n; k++) z[k] /= sum;
            }
    }
}

/// dz = da * f'(z), from a = f(z).
static void slope(Function f, const double *restrict a, double *restrict d, int size) {
    switch (f) {
        case TANH: for (int i = 0; i < size; i++) d[i] *= 1 - a[i] * a[i]; break;
        case SIGMOID: for (int i = 0; i < size; i++) d[i] *= a[i] * (1 - a[i]); break;
        case RELU: for (int i = 0; i < size; i++) d[i] = a[i] > 0 ? d[i] : 0; break;
        case SOFTMAX: break;
    }
}

/// z[rows][out] = x[rows][in] w + b
static void forward(const double *restrict x, const double *restrict w, const double *restrict b, double *restrict z,
                    int rows, int in, int out) {
    for (int r = 0; r < rows; r++) memcpy(z + (size_t) r * out, b, out * sizeof(double));
    if (in <= SMALL && out <= SMALL) {
        for (int r = 0; r < rows; r++)
            for (int i = 0; i < in; i++)
                for (int o = 0; o < out; o++) z[r * out + o] += x[r * in + i] * w[i * out + o];
        return;
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, out, in, 1, x, in, w, out, 1, z, out);
}

/// dx = dz w^T
static void back(const double *restrict dz, const double *restrict w, double *restrict dx, int rows, int in, int out) {
    if (in <= SMALL && out <= SMALL) {
        for (int r = 0; r < rows; r++)
            for (int i = 0; i < in; i++) {
                double sum = 0;
                for (int o = 0; o < out; o++) sum += dz[r * out + o] * w[i * out + o];
                dx[r * in + i] = sum;
            }
        return;
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, in, out, 1, dz, out, w, out, 0, dx, in);
}

/// w += step * x^T dz, b += step * column sums of dz
static void learn(const double *restrict x, const double *restrict dz, double *restrict w, double *restrict b, int rows,
                  int in, int out, double step) {
    for (int r = 0; r < rows; r++)
        for (int o = 0; o < out; o++) b[o] += step * dz[(size_t) r * out + o];
    if (in <= SMALL && out <= SMALL) {
        for (int r = 0; r < rows; r++)
            for (int i = 0; i < in; i++)
                for (int o = 0; o < out; o++) w[i * out + o] += step * x[r * in + i] * dz[r * out + o];
        return;
    }
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, in, out, rows, step, x, in, dz, out, 1, w, out);
}

static void dense_step(const double *x, const double *t) {
    a[0] = (double *) x;
    for (int l = 0; l < layers; l++) {
        forward(a[l], w[l], b[l], a[l + 1], batch, width[l], width[l + 1]);
        apply(l == layers - 1 ? output : hidden, a[l + 1], batch, width[l + 1]);
    }
    for (int i = 0; i < batch * width[layers]; i++) d[layers][i] = a[layers][i] - t[i];
    slope(output, a[layers], d[layers], batch * width[layers]);
    for (int l = layers - 1; l >= 0; l--) {
        if (l > 0) {
            back(d[l + 1], w[l], d[l], batch, width[l], width[l + 1]);
            slope(hidden, a[l], d[l], batch * width[l]);
        }
        learn(a[l], d[l + 1], w[l], b[l], batch, width[l], width[l + 1], -RATE / batch);
    }
}

// LeNet-5. Maps are [channel][row][column] of each sample; patches are [channel*5*5][position] of one sample, so that a
// convolution is w[filter][channel*5*5] * patches.
typedef struct {
    int channels, size, pad, filters, out;
    double *w, *b, *maps, *pooled, *dmaps, *dpooled, *patches;
    unsigned char *which;
} Conv;

static Conv conv[2] = {{1, 28, 2, 6, 28}, {6, 14, 0, 16, 10}};
static double *dpatches, *gradient;

static int window(const Conv *c) { return c->channels * 25; }

static void gather(const Conv *c, const double *restrict x, double *restrict p) {
    for (int ch = 0; ch < c->channels; ch++)
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < 5; j++)
                for (int r = 0; r < c->out; r++) {
                    int row = r + i - c->pad;
                    int first = j < c->pad ? c->pad - j : 0;
                    int last = c->size + c->pad - j < c->out ? c->size + c->pad - j : c->out;
                    if (row < 0 || row >= c->size || first >= last) {
                        memset(p, 0, c->out * sizeof(double));
                    } else {
                        memset(p, 0, first * sizeof(double));
                        memcpy(p + first, x + (ch * c->size + row) * c->size + first + j - c->pad,
                               (last - first) * sizeof(double));
                        memset(p + last, 0, (c->out - last) * sizeof(double));
                    }
                    p += c->out;
                }
}

/// For no padding only: the first layer passes nothing back.
static void scatter(const Conv *c, const double *restrict p, double *restrict dx) {
    memset(dx, 0, (size_t) c->channels * c->size * c->size * sizeof(double));
    for (int ch = 0; ch < c->channels; ch++)
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < 5; j++)
                for (int r = 0; r < c->out; r++, p += c->out)
                    for (int k = 0; k < c->out; k++) dx[(ch * c->size + r + i) * c->size + k + j] += p[k];
}

static void conv_forward(Conv *c, const double *x) {
    int area = c->out * c->out, half = c->out / 2, k = window(c);
    for (int s = 0; s < batch; s++) {
        double *patches = c->patches + (size_t) s * k * area, *maps = c->maps + (size_t) s * c->filters * area;
        gather(c, x + (size_t) s * c->channels * c->size * c->size, patches);
        for (int f = 0; f < c->filters; f++)
            for (int i = 0; i < area; i++) maps[f * area + i] = c->b[f];
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, c->filters, area, k, 1, c->w, k, patches, area, 1, maps, area);
        apply(RELU, maps, c->filters, area);
        for (int f = 0; f < c->filters; f++)
            for (int r = 0; r < half; r++)
                for (int q = 0; q < half; q++) {
                    const double *m = maps + f * area + 2 * r * c->out + 2 * q;
                    double best = m[0];
                    int at = 0;
                    if (m[1] > best) best = m[1], at = 1;
                    if (m[c->out] > best) best = m[c->out], at = 2;
                    if (m[c->out + 1] > best) best = m[c->out + 1], at = 3;
                    size_t i = ((size_t) s * c->filters + f) * half * half + r * half + q;
                    c->pooled[i] = best;
                    c->which[i] = at;
                }
    }
}

static void conv_backward(Conv *c, double *dx) {
    int area = c->out * c->out, half = c->out / 2, k = window(c);
    memset(c->dmaps, 0, (size_t) batch * c->filters * area * sizeof(double));
    memset(gradient, 0, (size_t) c->filters * (k + 1) * sizeof(double));
    for (int s = 0; s < batch; s++) {
        double *maps = c->maps + (size_t) s * c->filters * area, *dm = c->dmaps + (size_t) s * c->filters * area;
        for (int f = 0; f < c->filters; f++)
            for (int r = 0; r < half; r++)
                for (int q = 0; q < half; q++) {
                    size_t i = ((size_t) s * c->filters + f) * half * half + r * half + q;
                    int at = c->which[i];
                    dm[f * area + (2 * r + at / 2) * c->out + 2 * q + at % 2] = c->dpooled[i];
                }
        slope(RELU, maps, dm, c->filters * area);
        if (dx) {
            cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, k, area, c->filters, 1, c->w, k, dm, area, 0, dpatches, area);
            scatter(c, dpatches, dx + (size_t) s * c->channels * c->size * c->size);
        }
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, c->filters, k, area, 1, dm, area,
                    c->patches + (size_t) s * k * area, area, 1, gradient, k);
        for (int f = 0; f < c->filters; f++)
            for (int i = 0; i < area; i++) gradient[c->filters * k + f] += dm[f * area + i];
    }
    for (int i = 0; i < c->filters * k; i++) c->w[i] -= RATE / batch * gradient[i];
    for (int f = 0; f < c->filters; f++) c->b[f] -= RATE / batch * gradient[c->filters * k + f];
}

static void lenet_step(const double *x, const double *t) {
    conv_forward(&conv[0], x);
    conv_forward(&conv[1], conv[0].pooled);
    dense_step(conv[1].pooled, t);
    // dense_step passes nothing to its input: the first dense layer's weights have moved by 1e-4 of a gradient since, which
    // changes no cost.
    back(d[1], w[0], conv[1].dpooled, batch, width[0], width[1]);
    conv_backward(&conv[1], conv[0].dpooled);
    conv_backward(&conv[0], NULL);
}

static void make_lenet(void) {
    for (int i = 0; i < 2; i++) {
        Conv *c = &conv[i];
        int area = c->out * c->out, k = window(c);
        c->w = weights(c->filters, k, k);
        c->b = room(c->filters);
        c->maps = room((size_t) batch * c->filters * area);
        c->dmaps = room((size_t) batch * c->filters * area);
        c->pooled = room((size_t) batch * c->filters * area / 4);
        c->dpooled = room((size_t) batch * c->filters * area / 4);
        c->patches = room((size_t) batch * k * area);
        c->which = malloc((size_t) batch * c->filters * area / 4);
    }
    dpatches = room(150 * 100);
    gradient = room(16 * 151);
}

/// Twelve sums that wait for nothing, each of eight numbers: more than the units can start.
static void limit_step(void) {
    typedef double V __attribute__((vector_size(64)));
    static volatile double sink;
    V s[12], m = {0}, n = {0};
    for (int i = 0; i < 8; i++) m[i] = 1 - 1e-9, n[i] = 1e-9;
    for (int i = 0; i < 12; i++) s[i] = n * i;
    for (int k = 0; k < 10000; k++)
        for (int i = 0; i < 12; i++) s[i] = s[i] * m + n;
    for (int i = 0; i < 12; i++) sink = s[i][0];
}

static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static Function function(const char *name) {
    return strcmp(name, "tanh") == 0 ? TANH : strcmp(name, "sigmoid") == 0 ? SIGMOID : strcmp(name, "relu") == 0 ? RELU : SOFTMAX;
}

int main(int argc, char **argv) {
    int limit = argc == 2 && strcmp(argv[1], "--limit") == 0, lenet = 0, inputs = 0;
    if (!limit) {
        if (argc < 5) return fprintf(stderr, "usage: peer BATCH HIDDEN OUTPUT WIDTH WIDTH … | BATCH relu softmax lenet\n"), 2;
        batch = atoi(argv[1]);
        hidden = function(argv[2]);
        output = function(argv[3]);
        lenet = strcmp(argv[4], "lenet") == 0;
        int flat[] = {400, 120, 84, 10};
        layers = lenet ? 3 : argc - 5;
        for (int l = 0; l <= layers; l++) width[l] = lenet ? flat[l] : atoi(argv[4 + l]);
        for (int l = 0; l < layers; l++) {
            w[l] = weights(width[l], width[l + 1], width[l]);
            b[l] = room(width[l + 1]);
            a[l + 1] = room((size_t) batch * width[l + 1]);
            d[l + 1] = room((size_t) batch * width[l + 1]);
        }
        inputs = lenet ? 784 : width[0];
        if (lenet) make_lenet();
        samples = room((size_t) SAMPLES * inputs);
        targets = room((size_t) SAMPLES * width[layers]);
        for (int i = 0; i < SAMPLES * inputs; i++) samples[i] = uniform();
        for (int s = 0; s < SAMPLES; s++) targets[s * width[layers] + (int) (uniform() * width[layers])] = 1;
    }
    puts("ready");
    fflush(stdout);
    double seconds;
    long at = 0;
    while (scanf("%lf", &seconds) == 1) {
        double cpu = now(CLOCK_THREAD_CPUTIME_ID), wall = now(CLOCK_MONOTONIC), passed = 0;
        long steps = 0;
        int look = limit || lenet ? 1 : batch * inputs < 1000 ? 1000 : 10;
        for (; passed < seconds; passed = now(CLOCK_MONOTONIC) - wall)
            for (int i = 0; i < look; i++, steps++) {
                if (limit) {
                    limit_step();
                    continue;
                }
                (lenet ? lenet_step : dense_step)(samples + at * inputs, targets + at * width[layers]);
                at = at + 2 * batch <= SAMPLES ? at + batch : 0;
            }
        printf("%ld %.6f %.6f\n", steps, now(CLOCK_THREAD_CPUTIME_ID) - cpu, passed);
        fflush(stdout);
    }
}
