package backproplab.tensor;

/// Whether the JDK's module `jdk.incubator.vector` can be used, taken in when it is first asked for.
///
/// Named at start (`--add-modules jdk.incubator.vector`), the module costs every command a warning of the JVM on standard
/// error, which no option turns off, and the start from the JDK's archived modules. So it is taken in afterwards, in the
/// way in which the JDK itself takes in its agents' modules; the launcher exports the package that does it
/// (`--add-exports java.base/jdk.internal.module=ALL-UNNAMED`). Decision 18 has what else was tried.
final class VectorApi {
    private static final String MODULE = "jdk.incubator.vector";

    private VectorApi() {}

    /// Whether the module is there now. Where it cannot be had, for whatever reason, the answer is no: the program then
    /// runs on plain kernels, with the same bits.
    static boolean isThere() {
        return ModuleLayer.boot().findModule(MODULE).isPresent() || load();
    }

    private static boolean load() {
        try {
            Class.forName("jdk.internal.module.Modules").getMethod("loadModule", String.class).invoke(null, MODULE);
            return true;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }
}
