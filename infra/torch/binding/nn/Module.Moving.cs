using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;

            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                CheckFloating(dtype);
                _toEpilog(dtype, device, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                CheckFloating(dtype);
                _toEpilog(dtype, null, non_blocking);
                return this;
            }

            /// <summary>Replaces the parameters and buffers that are of another type or elsewhere; an optimizer must be made after that.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach ((_, Module child) in named_children())
                {
                    if (device is null)
                    {
                        child._to(dtype!.Value, non_blocking);
                    }
                    else if (dtype is null)
                    {
                        child._to(device.type, device.index, non_blocking);
                    }
                    else
                    {
                        child._to(device, dtype.Value, non_blocking);
                    }
                }

                foreach ((string name, Parameter parameter) in named_parameters(false).ToList())
                {
                    if (ReplaceParameter(dtype, device, parameter, out Parameter? moved))
                    {
                        _internal_params[name] = moved!;
                        Assign(name, moved!);
                        parameter.Dispose();
                    }
                }

                foreach ((string name, Tensor buffer) in named_buffers(false).ToList())
                {
                    if (ReplaceBuffer(dtype, device, buffer, out Tensor? moved))
                    {
                        _internal_buffers[name] = (moved!, _internal_buffers[name].Item2);
                        Assign(name, moved!);
                        buffer.Dispose();
                    }
                }

                if (device is not null)
                {
                    (_deviceType, _deviceIndex) = (device.type, device.index);
                }
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                ScalarType type = TargetType(dtype, buffer);
                result = NeedsMove(buffer, type, device) ? buffer.to(type, device ?? buffer.device).DetachFromDisposeScope() : null;
                return result is not null;
            }

            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                ScalarType type = TargetType(dtype, param);
                if (!NeedsMove(param, type, device))
                {
                    return false;
                }

                // Without a graph, the new parameter is a leaf, as an optimizer needs it.
                using IDisposable quiet = no_grad();
                Device target = device ?? param.device;
                p = new Parameter(param.to(type, target), param.requires_grad);
                p.DetachFromDisposeScope();
                using Tensor? gradient = param.grad;
                if (gradient is not null)
                {
                    using Tensor moved = gradient.to(type, target);
                    p.grad = moved;
                }

                return true;
            }

            private static bool NeedsMove(Tensor tensor, ScalarType type, Device? device) =>
                tensor.dtype != type
                || (device is not null
                    && (tensor.device_type != device.type || (device.index >= 0 && tensor.device_index != device.index)));

            // Integer and boolean tensors (masks, positions) keep their type.
            private static ScalarType TargetType(ScalarType? dtype, Tensor tensor) =>
                dtype is not null && (tensor.is_floating_point() || tensor.is_complex()) ? dtype.Value : tensor.dtype;

            private static void CheckFloating(ScalarType dtype)
            {
                if (dtype is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64
                    or ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64))
                {
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
                }
            }

            private void Assign(string name, Tensor value)
            {
                foreach (FieldInfo field in FieldsOf(GetType()).Where(field => field.ComponentName() == name))
                {
                    field.SetValue(this, value);
                }
            }
        }
    }
}
