"""What Keras, Optax and Caffe compute for a learning rate, worked out from their sources.

keras/src/optimizers/schedules/learning_rate_schedule.py, keras/src/callbacks/reduce_lr_on_plateau.py,
optax/schedules/_schedule.py and _join.py, optax/contrib/_reduce_on_plateau.py,
caffe/src/caffe/solvers/sgd_solver.cpp. In double precision, where the libraries have single.
"""
import math
import re

# ---- Keras --------------------------------------------------------------------------------------


def exponential_decay(rate, decay_steps, decay_rate, staircase=False):
    def schedule(step):
        p = step / decay_steps
        return rate * decay_rate ** (math.floor(p) if staircase else p)

    return schedule


def piecewise_constant_decay(boundaries, values):
    return lambda step: values[sum(step > boundary for boundary in boundaries)]


def polynomial_decay(rate, decay_steps, end_learning_rate=0.0001, power=1.0):
    def schedule(step):
        p = min(step, decay_steps) / decay_steps
        return (rate - end_learning_rate) * (1 - p) ** power + end_learning_rate

    return schedule


def inverse_time_decay(rate, decay_steps, decay_rate):
    return lambda step: rate / (1 + decay_rate * step / decay_steps)


def cosine_decay(rate, decay_steps, alpha=0.0):
    def schedule(step):
        fraction = min(step, decay_steps) / decay_steps
        return rate * ((1 - alpha) * 0.5 * (1 + math.cos(math.pi * fraction)) + alpha)

    return schedule


def cosine_decay_restarts(rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0):
    def schedule(step):
        fraction = step / first_decay_steps
        if t_mul == 1:
            restart = math.floor(fraction)
            fraction -= restart
        else:
            restart = math.floor(math.log(1 - fraction * (1 - t_mul)) / math.log(t_mul))
            fraction = (fraction - (1 - t_mul**restart) / (1 - t_mul)) / t_mul**restart
        height = 0.5 * m_mul**restart * (1 + math.cos(math.pi * fraction))
        return rate * ((1 - alpha) * height + alpha)

    return schedule


class KerasPlateau:
    def __init__(self, monitor, factor, patience, min_delta, cooldown, min_lr):
        self.factor, self.patience, self.min_delta = factor, patience, min_delta
        self.cooldown, self.min_lr = cooldown, min_lr
        self.cooling = self.wait = 0
        self.best = math.inf

    def look(self, rate, loss):
        if self.cooling > 0:
            self.cooling -= 1
            self.wait = 0
        if loss < self.best - self.min_delta:
            self.best, self.wait = loss, 0
        elif self.cooling == 0:
            self.wait += 1
            if self.wait >= self.patience and rate > self.min_lr:
                rate = max(rate * self.factor, self.min_lr)
                self.cooling, self.wait = self.cooldown, 0
        return rate


# ---- Optax --------------------------------------------------------------------------------------


def piecewise_constant_schedule(value, boundaries_and_scales):
    def schedule(count):
        rate = value
        for boundary, scale in sorted(boundaries_and_scales.items()):
            rate = rate if count < boundary else scale * rate
        return rate

    return schedule


def polynomial_schedule(value, end_value, power, transition_steps):
    def schedule(count):
        fraction = 1 - min(count, transition_steps) / transition_steps
        return (value - end_value) * fraction**power + end_value

    return schedule


def linear_schedule(value, end_value, transition_steps):
    return polynomial_schedule(value, end_value, 1, transition_steps)


def optax_exponential_decay(value, transition_steps, decay_rate, staircase=False):
    return exponential_decay(value, transition_steps, decay_rate, staircase)


def cosine_decay_schedule(value, decay_steps, alpha=0.0):
    def schedule(count):
        cosine = 0.5 * (1 + math.cos(math.pi * min(count, decay_steps) / decay_steps))
        return value * ((1 - alpha) * cosine + alpha)

    return schedule


def join_schedules(schedules, boundaries):
    def schedule(step):
        rate = schedules[0](step)
        for boundary, part in zip(boundaries, schedules[1:]):
            rate = rate if step < boundary else part(step - boundary)
        return rate

    return schedule


class OptaxPlateau:
    def __init__(self, factor, patience, rtol, cooldown, min_scale):
        assert rtol > 0
        self.factor, self.patience, self.rtol = factor, patience, rtol
        self.cooldown, self.min_scale = cooldown, min_scale
        self.scale, self.best, self.count, self.cooling = 1.0, math.inf, 0, 0
        self.start = None

    def look(self, rate, loss):
        self.start = rate if self.start is None else self.start
        improved = loss < (1 - self.rtol) * self.best
        self.best = loss if improved else self.best
        count = 0 if improved else self.count + 1
        if self.cooling > 0:
            self.cooling -= 1
            self.count = 0
        elif count == self.patience:
            self.scale = max(self.scale * self.factor, self.min_scale)
            self.count, self.cooling = 0, self.cooldown
        else:
            self.count = count
        return self.start * self.scale


def plateau_rates(plateau, rate, losses):
    """The rate after each loss."""
    rates = []
    for loss in losses:
        rate = plateau.look(rate, loss)
        rates.append(rate)
    return rates


# ---- Caffe --------------------------------------------------------------------------------------


def caffe_rate(solver, t):
    """The rate of iteration t by a solver's lines."""
    pairs = re.findall(r'^(\w+): "?([^"\n]+)"?$', solver, re.MULTILINE)
    field = {name: value for name, value in pairs}
    number = lambda name: float(field[name])
    rate, policy = number("base_lr"), field["lr_policy"]
    if policy == "fixed":
        return rate
    if policy == "step":
        return rate * number("gamma") ** (t // int(field["stepsize"]))
    if policy == "multistep":
        passed = sum(t >= int(value) for name, value in pairs if name == "stepvalue")
        return rate * number("gamma") ** passed
    if policy == "exp":
        return rate * number("gamma") ** t
    if policy == "inv":
        return rate * (1 + number("gamma") * t) ** -number("power")
    if policy == "poly":
        left = 1 - t / int(field["max_iter"])
        return rate * left ** number("power") if left >= 0 else 0.0  # Caffe ends at max_iter
    if policy == "sigmoid":
        assert number("gamma") >= 0
        return rate / (1 + math.exp(-number("gamma") * (t - int(field["stepsize"]))))
    raise ValueError(policy)


# ---- Under the names that the snippets import ------------------------------------------------------


def install(modules, module):
    """Puts stand-ins for keras, optax and jax among the modules."""

    def make(name, **contents):
        made = module(name)
        made.__dict__.update(contents)
        modules[name] = made
        return made

    schedules = make(
        "keras.optimizers.schedules",
        ExponentialDecay=exponential_decay,
        PiecewiseConstantDecay=piecewise_constant_decay,
        PolynomialDecay=polynomial_decay,
        InverseTimeDecay=inverse_time_decay,
        CosineDecay=cosine_decay,
        CosineDecayRestarts=cosine_decay_restarts,
    )
    optimizers = make("keras.optimizers", schedules=schedules)
    callbacks = make("keras.callbacks", ReduceLROnPlateau=KerasPlateau)
    make("keras", optimizers=optimizers, callbacks=callbacks)
    contrib = make("optax.contrib", reduce_on_plateau=OptaxPlateau)
    make(
        "optax",
        constant_schedule=lambda value: lambda count: value,
        exponential_decay=optax_exponential_decay,
        piecewise_constant_schedule=piecewise_constant_schedule,
        polynomial_schedule=polynomial_schedule,
        linear_schedule=linear_schedule,
        cosine_decay_schedule=cosine_decay_schedule,
        join_schedules=join_schedules,
        contrib=contrib,
    )
    words = make(
        "jax.numpy",
        cos=math.cos,
        exp=math.exp,
        pi=math.pi,
        minimum=min,
        where=lambda condition, yes, no: yes if condition else no,
        array=list,
    )
    make("jax", numpy=words)
