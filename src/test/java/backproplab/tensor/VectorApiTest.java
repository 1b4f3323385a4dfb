package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VectorApiTest {
    /// Classes that name the module's are linked only after it is there.
    @Test
    void theModuleIsTakenInForTheLoaderThatTheCompilerTrusts() throws ReflectiveOperationException {
        assertTrue(VectorApi.isThere());
        Class<?> vector = Class.forName("jdk.incubator.vector.DoubleVector");
        assertEquals(Object.class.getClassLoader(), vector.getClassLoader());
        assertEquals("jdk.incubator.vector", vector.getModule().getName());
        assertTrue(VectorApi.isThere(), "asked again");
    }
}
