namespace Rampart.Pipeline.Parameters;

/// <summary>A parameters record whose knobs must agree with each other in ways that no attribute can say.</summary>
public interface ICheckedParameters
{
    /// <summary>What does not agree; nothing when all is well. It is asked only when every knob is valid on its own.</summary>
    IEnumerable<ParameterFault> Check();
}
