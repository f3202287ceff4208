namespace Rampart.Hosting;

/// <summary>
/// The configuration is wrong. The message says which key, where it comes from, and what to write instead, one line per mistake and without
/// secrets.
/// </summary>
public sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
