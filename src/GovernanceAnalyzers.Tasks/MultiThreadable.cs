using System;

namespace Microsoft.Build.Framework;

/// <summary>
/// Tells MSBuild 18 and later, which looks for the attribute by name, that a task may run in a shared process: ours take absolute paths
/// only and keep no process state. Declared here because the oldest MSBuild we compile against lacks it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
