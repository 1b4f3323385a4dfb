package backproplab.catalog;

import backproplab.tensor.Extent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The values of an entry's settings: complete, checked, immutable.
public final class Values {
    private final SequencedMap<String, Object> byId;

    private Values(SequencedMap<String, Object> byId) {
        this.byId = byId;
    }

    /// `given` where it says something, the standard value elsewhere.
    ///
    /// @throws IllegalArgumentException for a value that a setting refuses or an id that none has
    public static Values of(List<Setting> settings, Map<String, ?> given) {
        SequencedMap<String, Object> byId = new LinkedHashMap<>();
        for (Setting setting : settings) {
            Object value = given.get(setting.id());
            if (value == null) {
                value = setting.standard();
            }
            setting.check(value);
            byId.put(setting.id(), value);
        }
        for (String id : given.keySet()) {
            if (!byId.containsKey(id)) {
                throw new IllegalArgumentException("there is no setting `" + id + "` among " + byId.keySet());
            }
        }
        return new Values(byId);
    }

    public double real(Setting.Real setting) {
        return (Double) get(setting);
    }

    @SuppressWarnings("unchecked") // Reals.problem has looked at every element
    public List<Double> reals(Setting.Reals setting) {
        return (List<Double>) get(setting);
    }

    public int whole(Setting.Whole setting) {
        return (Integer) get(setting);
    }

    public Extent sizes(Setting.Sizes setting) {
        return (Extent) get(setting);
    }

    public boolean flag(Setting.Flag setting) {
        return (Boolean) get(setting);
    }

    public <E extends Enum<E>> E choice(Setting.Choice<E> setting) {
        return setting.standard().getDeclaringClass().cast(get(setting));
    }

    public Object get(Setting setting) {
        Object value = byId.get(setting.id());
        if (value == null) {
            throw new IllegalArgumentException("there is no setting `" + setting.id() + "` among " + byId.keySet());
        }
        return value;
    }

    /// In the order of the settings.
    public SequencedMap<String, Object> asMap() {
        return new LinkedHashMap<>(byId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values that && byId.equals(that.byId);
    }

    @Override
    public int hashCode() {
        return byId.hashCode();
    }

    @Override
    public String toString() {
        return byId.toString();
    }
}
