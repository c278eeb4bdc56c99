package io.unidatum.exchange.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Writes random values into every field of any generated encoder, and reads every field of any generated decoder, in
 * the same order, by what the generated methods are called.
 */
final class CodecWalker {
    private static final String OFFSET_SUFFIX = "EncodingOffset";
    private static final String COUNT_SUFFIX = "Count";
    private static final int GROUP_SIZE = 3;

    private CodecWalker() {}

    /** Fills a message, a composite, a set or one entry of a group. {@return the values as "path=value" lines} */
    static List<String> fill(final Object encoder, final String path, final Random random) {
        final List<String> lines = new ArrayList<>();
        for (final String name : fields(encoder.getClass())) {
            final Method setter = setter(encoder.getClass(), name);
            final Method array = method(encoder.getClass(), name, int.class, byte.class);
            if (array != null) {
                final int length = ((Number) call(encoder, name + "Length")).intValue();
                for (int i = 0; i < length; i++) {
                    final byte value = (byte) (' ' + random.nextInt(95));
                    invoke(encoder, array, i, value);
                    lines.add(path + name + "[" + i + "]=" + value);
                }
            } else if (setter != null) {
                final Object value = randomValue(encoder, name, setter.getParameterTypes()[0], random);
                invoke(encoder, setter, value);
                lines.add(path + name + "=" + value);
            } else {
                final Object part = call(encoder, name);
                if (isSet(part.getClass())) {
                    invoke(part, method(part.getClass(), "clear"));
                    for (final String choice : choices(part.getClass())) {
                        final boolean value = random.nextBoolean();
                        invoke(part, method(part.getClass(), choice, boolean.class), value);
                        lines.add(path + name + "." + choice + "=" + value);
                    }
                } else {
                    lines.addAll(fill(part, path + name + ".", random));
                }
            }
        }
        for (final String group : groups(encoder.getClass())) {
            final Object entries =
                    invoke(encoder, method(encoder.getClass(), group + COUNT_SUFFIX, int.class), GROUP_SIZE);
            for (int i = 0; i < GROUP_SIZE; i++) {
                call(entries, "next");
                lines.addAll(fill(entries, path + group + "[" + i + "].", random));
            }
        }
        return lines;
    }

    /** Reads what {@link #fill} wrote. The encoder's class says which fields, choices and groups there are. */
    static List<String> read(final Object decoder, final Object encoder, final String path) {
        final List<String> lines = new ArrayList<>();
        for (final String name : fields(encoder.getClass())) {
            if (method(encoder.getClass(), name, int.class, byte.class) != null) {
                final int length = ((Number) call(encoder, name + "Length")).intValue();
                for (int i = 0; i < length; i++) {
                    lines.add(path + name + "[" + i + "]="
                            + invoke(decoder, method(decoder.getClass(), name, int.class), i));
                }
            } else if (setter(encoder.getClass(), name) != null) {
                lines.add(path + name + "=" + call(decoder, name));
            } else {
                final Object part = call(encoder, name);
                if (isSet(part.getClass())) {
                    for (final String choice : choices(part.getClass())) {
                        lines.add(path + name + "." + choice + "=" + call(call(decoder, name), choice));
                    }
                } else {
                    lines.addAll(read(call(decoder, name), part, path + name + "."));
                }
            }
        }
        for (final String group : groups(encoder.getClass())) {
            final Object entries = call(decoder, group);
            final Object entryEncoder = groupEncoder(encoder, group);
            for (int i = 0; i < GROUP_SIZE; i++) {
                call(entries, "next");
                lines.addAll(read(entries, entryEncoder, path + group + "[" + i + "]."));
            }
        }
        return lines;
    }

    private static Object groupEncoder(final Object encoder, final String group) {
        try {
            final Class<?> type =
                    method(encoder.getClass(), group + COUNT_SUFFIX, int.class).getReturnType();
            for (final var constructor : type.getDeclaredConstructors()) {
                constructor.setAccessible(true);
                return constructor.newInstance(encoder);
            }
            throw new AssertionError("no constructor: " + type);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object randomValue(
            final Object encoder, final String name, final Class<?> type, final Random random) {
        if (type.isEnum()) {
            final List<Object> values = new ArrayList<>(List.of(type.getEnumConstants()));
            values.removeIf(
                    v -> v.toString().equals("SBE_UNKNOWN") || v.toString().equals("NULL_VAL"));
            return values.get(random.nextInt(values.size()));
        }
        final long min = ((Number) call(encoder, name + "MinValue")).longValue();
        final long max = ((Number) call(encoder, name + "MaxValue")).longValue();
        // The range of a 64-bit type, signed or not, wraps: any value will do.
        final long range = max - min;
        final long value = range <= 0 ? random.nextLong() : min + Math.floorMod(random.nextLong(), range);
        if (type == byte.class) {
            return (byte) value;
        } else if (type == short.class) {
            return (short) value;
        } else if (type == int.class) {
            return (int) value;
        }
        return value;
    }

    private static List<String> fields(final Class<?> type) {
        final List<Method> offsets = new ArrayList<>();
        for (final Method method : type.getDeclaredMethods()) {
            if (method.getName().endsWith(OFFSET_SUFFIX) && Modifier.isStatic(method.getModifiers())) {
                offsets.add(method);
            }
        }
        offsets.sort(Comparator.comparingInt(m -> (Integer) invoke(null, m)));
        return offsets.stream()
                .map(m -> m.getName().substring(0, m.getName().length() - OFFSET_SUFFIX.length()))
                .toList();
    }

    private static List<String> groups(final Class<?> type) {
        final List<String> names = new ArrayList<>();
        for (final Method method : type.getDeclaredMethods()) {
            final String name = method.getName();
            final String returned = method.getReturnType().getSimpleName();
            if (name.endsWith(COUNT_SUFFIX)
                    && method.getParameterCount() == 1
                    && method.getReturnType().getEnclosingClass() == type
                    && returned.endsWith("Encoder")) {
                names.add(name.substring(0, name.length() - COUNT_SUFFIX.length()));
            }
        }
        names.sort(Comparator.comparingLong(name -> ((Number) invoke(null, method(type, name + "Id"))).longValue()));
        return names;
    }

    private static boolean isSet(final Class<?> type) {
        return method(type, "clear") != null;
    }

    private static List<String> choices(final Class<?> type) {
        final List<String> names = new ArrayList<>();
        for (final Method method : type.getDeclaredMethods()) {
            if (method.getParameterCount() == 1 && method.getParameterTypes()[0] == boolean.class) {
                names.add(method.getName());
            }
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    private static Method setter(final Class<?> type, final String name) {
        for (final Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name)
                    && method.getParameterCount() == 1
                    && (method.getParameterTypes()[0].isPrimitive() || method.getParameterTypes()[0].isEnum())) {
                return method;
            }
        }
        return null;
    }

    private static Method method(final Class<?> type, final String name, final Class<?>... parameters) {
        try {
            final Method method = type.getMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (final NoSuchMethodException e) {
            return null;
        }
    }

    private static Object call(final Object target, final String name) {
        return invoke(target, method(target.getClass(), name));
    }

    private static Object invoke(final Object target, final Method method, final Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (final IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(method.toString(), e);
        }
    }
}
