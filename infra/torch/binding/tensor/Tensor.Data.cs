using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Access to the elements' memory.</summary>
    public partial class Tensor
    {
        public Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new Utils.TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public T item<T>() where T : unmanaged
        {
            TensorInfo info = Info;
            if (info.Elements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            ValidateType(typeof(T));
            if ((DeviceType)info.DeviceType == DeviceType.CPU) return First<T>(info);
            using Tensor here = cpu();
            return here.First<T>(here.Info);
        }

        /// <summary>The only element, whatever its kind.</summary>
        public Scalar ToScalar() => Aten._local_scalar_dense.Call(this).Scalar;

        public bool is_nonzero() => ToScalar().ToBoolean();

        /// <summary>The memory of a contiguous tensor on the CPU; valid only as long as the tensor is.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                TensorInfo info = Flat();
                long length = info.Elements * info.ElementSize;
                if (length > int.MaxValue) throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                return new Span<byte>(info.Data, (int)length);
            }

            set
            {
                TensorInfo info = Flat();
                if (info.Elements * info.ElementSize != value.Length) throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>(info.Data, value.Length));
                GC.KeepAlive(this);
            }
        }

        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            TensorInfo info = Flat();
            using var memory = new UnmanagedMemoryStream((byte*)info.Data, info.Elements * info.ElementSize);
            memory.CopyTo(stream, bufferSize);
            GC.KeepAlive(this);
        }

        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            TensorInfo info = Flat();
            long left = info.Elements * info.ElementSize;
            byte* place = (byte*)info.Data;
            while (left > 0)
            {
                int read = stream.Read(new Span<byte>(place, (int)Math.Min(left, bufferSize)));
                if (read == 0) throw new EndOfStreamException();
                place += read;
                left -= read;
            }

            GC.KeepAlive(this);
        }

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);
        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);
        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);
        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);
        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);
        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public T ReadCpuValue<T>(long i) where T : unmanaged => Utils.TensorAccessor<T>.ReadItemAt(this, i);

        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator sbyte(Tensor value) => value.ToSByte();
        public static explicit operator byte(Tensor value) => value.ToByte();
        public static explicit operator short(Tensor value) => value.ToInt16();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();

        private unsafe T First<T>(in TensorInfo info) where T : unmanaged
        {
            T first = *(T*)info.Data;
            GC.KeepAlive(this);
            return first;
        }

        private TensorInfo Flat()
        {
            TensorInfo info = Info;
            if (!info.IsContiguous) throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if ((DeviceType)info.DeviceType != DeviceType.CPU)
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            return info;
        }

        private void ValidateType(Type wanted)
        {
            ScalarType kind = dtype;
            if (ToScalarType(wanted) != kind) throw new ArgumentException($"{wanted.Name} is not compatible with {kind}");
        }
    }
}
