using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle to one of libtorch's tensors: the native TensorImpl itself, of which it owns one reference.</summary>
    public partial class Tensor : IDisposable
    {
        internal nint handle;
        private int _ownUnits;

        private static long s_totalCount;
        private static long s_peakCount;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            long total = Interlocked.Increment(ref s_totalCount);
            if (total > s_peakCount) s_peakCount = total;
            if (register) DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many handles are alive, on all threads.</summary>
        public static long TotalCount => Interlocked.Read(ref s_totalCount);

        /// <summary>The most handles that were alive at one time.</summary>
        public static long PeakCount => Interlocked.Read(ref s_peakCount);

        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        public string? name { get; set; }

        public bool IsInvalid => handle == 0;

        public nint Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        internal int PlaceInScope { get; set; }

        /// <summary>Takes the reference that a native function returned.</summary>
        internal static Tensor Adopt(in Value value)
        {
            if (value.Tag != Tag.Tensor) throw new InvalidOperationException("The operator returned no tensor.");
            var tensor = new Tensor(value.Pointer) { _ownUnits = value.Count };
            TensorMemory.Add(value.Count);
            return tensor;
        }

        /// <summary>A second handle to the same tensor, as every in-place operation returns it.</summary>
        public Tensor alias()
        {
            var other = new Tensor(Native.rampart_retain(Handle));
            GC.KeepAlive(this);
            return other;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint released = Interlocked.Exchange(ref handle, 0);
            if (released == 0) return;
            DisposeScopeManager.ThreadSingleton.Disposing(this);
            OwningDisposeScope?.Remove(this);
            Forget();
            Native.rampart_release(released);
        }

        /// <summary>Gives the native reference to the caller; this object is empty afterwards.</summary>
        public nint DecoupleFromNativeHandle()
        {
            nint given = Handle;
            GC.SuppressFinalize(this);
            OwningDisposeScope?.Remove(this);
            handle = 0;
            Forget();
            return given;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } owner) owner.MoveToOther(other, this);
            else other?.Attach(this);
            return this;
        }

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        /// <summary>Shape, kind and place, without reading the elements.</summary>
        public override string ToString() =>
            IsInvalid ? "" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        private void Forget()
        {
            Interlocked.Decrement(ref s_totalCount);
            TensorMemory.Remove(_ownUnits);
            _ownUnits = 0;
        }
    }
}
