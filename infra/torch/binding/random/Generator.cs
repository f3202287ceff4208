using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers.</summary>
    public class Generator : IDisposable
    {
        private nint _handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            _handle = NativeError.Check(Native.rampart_generator_create(seed, (int)this.device.type, this.device.index));
        }

        private Generator(nint handle)
        {
            _handle = handle;
            device = CPU;
        }

        ~Generator() => Dispose(false);

        /// <summary>The CPU's default generator.</summary>
        public static Generator Default => new(NativeError.Check(Native.rampart_generator_default((int)DeviceType.CPU, -1)));

        public nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Generator));

        public Device device { get; private set; }

        public Generator manual_seed(long seed)
        {
            NativeError.Check(Native.rampart_generator_set_seed(Handle, (ulong)seed));
            return this;
        }

        public unsafe long seed()
        {
            ulong seed;
            NativeError.Check(Native.rampart_generator_new_seed(Handle, &seed));
            return (long)seed;
        }

        public unsafe long initial_seed()
        {
            ulong seed;
            NativeError.Check(Native.rampart_generator_seed(Handle, &seed));
            return (long)seed;
        }

        public unsafe Tensor get_state()
        {
            Value state;
            NativeError.Check(Native.rampart_generator_get_state(Handle, &state));
            return Tensor.Adopt(state);
        }

        public void set_state(Tensor value)
        {
            NativeError.Check(Native.rampart_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint released = Interlocked.Exchange(ref _handle, 0);
            if (released != 0) Native.rampart_generator_release(released);
        }
    }
}
