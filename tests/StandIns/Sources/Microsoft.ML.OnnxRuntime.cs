// Stand-in for Microsoft.ML.OnnxRuntime 0.0.0-main: names from InferenceSession.shared.cs on the main branch.
using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Microsoft.ML.OnnxRuntime
{
    public class InferenceSession : IDisposable
    {
        public InferenceSession(string modelPath) { }
        public InferenceSession(string modelPath, SessionOptions options) { }
        public InferenceSession(byte[] model) { }
        public InferenceSession(byte[] model, SessionOptions options) { }

        public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs) => throw null;
        public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs, IReadOnlyCollection<string> outputNames) => throw null;
        public void RunWithBinding(RunOptions runOptions, OrtIoBinding ioBinding) { }
        public IDisposableReadOnlyCollection<OrtValue> RunWithBoundResults(RunOptions runOptions, OrtIoBinding ioBinding) => throw null;
        public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> RunWithBindingAndNames(RunOptions runOptions, OrtIoBinding ioBinding, string[] names = null) => throw null;
        public Task<IReadOnlyCollection<OrtValue>> RunAsync(RunOptions options, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames, IReadOnlyCollection<OrtValue> outputValues) => throw null;
        public void Dispose() { }
    }

    public interface IDisposableReadOnlyCollection<T> : IReadOnlyCollection<T>, IDisposable { }

    public class SessionOptions { }

    public class RunOptions { }

    public class OrtIoBinding { }

    public class OrtValue { }

    public class NamedOnnxValue { }

    public class DisposableNamedOnnxValue : NamedOnnxValue { }
}
