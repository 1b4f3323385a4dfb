// Training steps in an engine built as TensorFlow Playground's is, in JavaScript: nodes and links are objects, samples go
// through one by one, every link collects its derivative, and the weights move after the batch.
//
//   node playground.js BATCH tanh tanh WIDTH WIDTH …
//
// Playground's own engine (src/nn.ts of github.com/tensorflow/playground) is not part of this repository. This is a new
// one with the same objects, the same loops and the same functions called through the same kind of tables, so that it costs
// about the same. As there, the slope of tanh computes tanh again, and there is one output.
//
// Answers each line of standard input, a number of seconds, by `steps cpu-seconds wall-seconds` (see Stopwatch.java).
"use strict";

const SAMPLES = 1024;
const RATE = 1e-4;

const TANH = {
  value: z => Math.tanh(z),
  slope: z => {
    const a = TANH.value(z);
    return 1 - a * a;
  },
};
const SIGMOID = {
  value: z => 1 / (1 + Math.exp(-z)),
  slope: z => {
    const a = SIGMOID.value(z);
    return a * (1 - a);
  },
};
const FUNCTIONS = {tanh: TANH, sigmoid: SIGMOID};

const HALF_SQUARE = {slope: (output, target) => output - target};

class Unit {
  constructor(activation) {
    this.activation = activation;
    this.incoming = [];
    this.outgoing = [];
    this.bias = 0.1;
    this.z = 0;
    this.a = 0;
    this.da = 0;
    this.dz = 0;
    this.dzSum = 0;
    this.dzCount = 0;
  }

  compute() {
    this.z = this.bias;
    for (let i = 0; i < this.incoming.length; i++) {
      const link = this.incoming[i];
      this.z += link.weight * link.from.a;
    }
    this.a = this.activation.value(this.z);
    return this.a;
  }
}

class Link {
  constructor(from, to) {
    this.from = from;
    this.to = to;
    this.weight = Math.random() - 0.5;
    this.dw = 0;
    this.dwSum = 0;
    this.dwCount = 0;
    this.penalty = null;
  }
}

function build(widths, hidden, output) {
  const layers = [];
  widths.forEach((width, at) => {
    const layer = [];
    for (let i = 0; i < width; i++) {
      const unit = new Unit(at === widths.length - 1 ? output : hidden);
      for (const from of at > 0 ? layers[at - 1] : []) {
        const link = new Link(from, unit);
        from.outgoing.push(link);
        unit.incoming.push(link);
      }
      layer.push(unit);
    }
    layers.push(layer);
  });
  return layers;
}

function forward(layers, inputs) {
  const first = layers[0];
  for (let i = 0; i < first.length; i++) {
    first[i].a = inputs[i];
  }
  for (let l = 1; l < layers.length; l++) {
    for (let i = 0; i < layers[l].length; i++) {
      layers[l][i].compute();
    }
  }
}

function backward(layers, target, loss) {
  const last = layers[layers.length - 1][0];
  last.da = loss.slope(last.a, target);
  for (let l = layers.length - 1; l >= 1; l--) {
    const layer = layers[l];
    for (let i = 0; i < layer.length; i++) {
      const unit = layer[i];
      unit.dz = unit.da * unit.activation.slope(unit.z);
      unit.dzSum += unit.dz;
      unit.dzCount++;
    }
    for (let i = 0; i < layer.length; i++) {
      const unit = layer[i];
      for (let k = 0; k < unit.incoming.length; k++) {
        const link = unit.incoming[k];
        link.dw = unit.dz * link.from.a;
        link.dwSum += link.dw;
        link.dwCount++;
      }
    }
    if (l === 1) {
      continue;
    }
    const before = layers[l - 1];
    for (let i = 0; i < before.length; i++) {
      const unit = before[i];
      unit.da = 0;
      for (let k = 0; k < unit.outgoing.length; k++) {
        const link = unit.outgoing[k];
        unit.da += link.weight * link.to.dz;
      }
    }
  }
}

function update(layers, rate, penaltyRate) {
  for (let l = 1; l < layers.length; l++) {
    for (let i = 0; i < layers[l].length; i++) {
      const unit = layers[l][i];
      if (unit.dzCount > 0) {
        unit.bias -= rate * unit.dzSum / unit.dzCount;
        unit.dzSum = 0;
        unit.dzCount = 0;
      }
      for (let k = 0; k < unit.incoming.length; k++) {
        const link = unit.incoming[k];
        const penalty = link.penalty ? link.penalty.slope(link.weight) : 0;
        if (link.dwCount > 0) {
          link.weight -= (rate / link.dwCount) * (link.dwSum + penaltyRate * penalty);
          link.dwSum = 0;
          link.dwCount = 0;
        }
      }
    }
  }
}

const batch = Number(process.argv[2]);
const widths = process.argv.slice(5).map(Number);
const layers = build(widths, FUNCTIONS[process.argv[3]], FUNCTIONS[process.argv[4]]);
const samples = Array.from({length: SAMPLES}, () => Array.from({length: widths[0]}, Math.random));
const targets = Array.from({length: SAMPLES}, Math.random);
let at = 0;

function step() {
  for (let i = 0; i < batch; i++) {
    forward(layers, samples[at]);
    backward(layers, targets[at], HALF_SQUARE);
    at = at + 1 < SAMPLES ? at + 1 : 0;
  }
  update(layers, RATE, 0);
}

function run(seconds) {
  const wall = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  let steps = 0;
  let passed = 0;
  while (passed < seconds) {
    for (let i = 0; i < 1000; i++) {
      step();
    }
    steps += 1000;
    passed = Number(process.hrtime.bigint() - wall) * 1e-9;
  }
  const used = process.cpuUsage(cpu);
  console.log(`${steps} ${(used.user + used.system) * 1e-6} ${passed}`);
}

console.log("ready");
require("readline").createInterface({input: process.stdin}).on("line", line => run(Number(line)));
