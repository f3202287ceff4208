using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline;

/// <summary>What can be wrong with a device and a precision before any machine is known.</summary>
static class PlaceFaults
{
    public static IEnumerable<ParameterFault> Of(string? device, Precision? precision)
    {
        if (device is not null && !DeviceWord.IsValid(device))
        {
            yield return new ParameterFault("device", $"\"{device}\" is not a device", DeviceWord.Rule);
        }
        else if (device == DeviceWord.Cpu && precision == Precision.Tf32)
        {
            yield return new ParameterFault("precision", "tf32 exists on GPUs only, and the device is cpu", "Use float32, or another device.");
        }
    }
}
